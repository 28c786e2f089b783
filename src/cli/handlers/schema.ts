import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { openCatalogue } from '../open-project.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';

export interface SchemaFlags {
  out?: string;
}

/** `schema`. */
export async function schema(session: Session, { out }: SchemaFlags): Promise<Outcome> {
  const catalogue = await openCatalogue(await session.loadSettings());
  const [{ flowSchema }, { flowTestSchema }, { stepSchemas }] = await Promise.all([
    import('../../codegen/flow-schema.ts'),
    import('../../codegen/flow-test-schema.ts'),
    import('../../codegen/step-schema.ts'),
  ]);
  const document = flowSchema(catalogue);
  if (out === undefined) return { status: EXIT_STATUS.done, json: document, text: JSON.stringify(document, null, 2) };
  const cwd = session.streams.cwd();
  const directory = resolve(cwd, out);
  const files = new Map<string, unknown>([
    ['flow.schema.json', document],
    ['flow-test.schema.json', flowTestSchema()],
  ]);
  for (const [type, step] of Object.entries(stepSchemas(catalogue)))
    files.set(`steps/${type.replaceAll(':', '-')}.json`, step);
  for (const [name, content] of files) await writeJson(join(directory, name), content);
  return {
    status: EXIT_STATUS.done,
    json: { directory, files: [...files.keys()] },
    text: `${files.size} schemas written to ${relative(cwd, directory) || '.'}`,
  };
}

async function writeJson(file: string, content: unknown): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
  } catch (cause) {
    throw new UsageError('FILE_UNWRITABLE', `--out: ${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}
