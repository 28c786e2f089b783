import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import { readPullableSchema } from '../directus/read-pullable-schema.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { openServer } from '../open-project.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { shortPath } from '../short-path.ts';

export interface SchemaPullFlags {
  output?: string;
}

const DEFAULT_FILE = 'directus/schema.json';

/** `directus schema pull`. */
export async function schemaPull(session: Session, { output }: SchemaPullFlags): Promise<Outcome> {
  const settings = await session.loadSettings();
  const file =
    output === undefined
      ? resolve(settings.root, settings.lint.snapshot ?? DEFAULT_FILE)
      : resolve(session.streams.cwd(), output);
  const directus = await openServer(settings);
  try {
    const { snapshot, isComplete } = await readPullableSchema(directus.schema);
    const { snapshotText } = await import('../../setup/index.ts');
    const text = snapshotText(snapshot);
    const isUnchanged = existsSync(file) && readFileSync(file, 'utf8') === text;
    if (!isUnchanged) write(file, text);
    const counts = { collections: own(snapshot, 'collections').length, fields: own(snapshot, 'fields').length };
    const shown = shortPath(session.streams.cwd(), file);
    const fate = isUnchanged ? 'is up to date' : 'written';
    return {
      status: EXIT_STATUS.done,
      json: { file, isChanged: !isUnchanged, isComplete, ...counts },
      text: `${shown} ${fate}: ${counts.collections} collections, ${counts.fields} fields`,
      ...(isComplete ? {} : { notes: NOT_COMPLETE }),
    };
  } finally {
    await directus.close();
  }
}

const NOT_COMPLETE =
  'The account is no administrator: these are the collections that it may read, and nothing says which fields are required.';

function own(snapshot: JsonObject, key: string): JsonObject[] {
  const list = snapshot[key];
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (cause) {
    throw new UsageError('FILE_UNWRITABLE', `--output: ${file} cannot be written: ${(cause as Error).message}`, {
      cause,
    });
  }
}
