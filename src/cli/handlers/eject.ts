import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { makeFolder } from '../../adapters/make-folder.ts';
import { UsageError } from '../../errors.ts';
import { parseFlow } from '../../flow/index.ts';
import { ejectFlow } from '../../kit/flow/eject/index.ts';
import type { SourcedFlow } from '../../ports/index.ts';
import { sourceFlag } from '../choose-name.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { flowNotFound } from '../flow-not-found.ts';
import { flowReference } from '../flow-reference.ts';
import { lazyPorts } from '../lazy-ports.ts';
import { stepDirectory } from '../lint/open-linter.ts';
import { openSource, providersFor } from '../open-project.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { shortPath } from '../short-path.ts';

export interface EjectFlags {
  from?: string;
  out?: string;
}

/** `eject FLOW`. */
export async function eject(session: Session, flow: string, flags: EjectFlags): Promise<Outcome> {
  const settings = await session.loadSettings(sourceFlag(flags.from));
  const cwd = session.streams.cwd();
  const { file } = flowReference(flow);
  const ports = lazyPorts(providersFor(settings));
  try {
    const path = file === undefined ? undefined : resolve(cwd, file);
    const source = await openSource(settings, ports.providers, path);
    const sourced = await source.find(flow);
    if (sourced === undefined) throw await flowNotFound(flow, source);
    const steps = await stepDirectory(settings);
    const document = readDocument(sourced, (type) => steps.factsOf(type)?.rawSettings);
    const code = ejectFlow(document, { steps });
    if (flags.out === undefined) {
      return { status: EXIT_STATUS.done, json: { slug: document['slug'], typescript: code }, text: code };
    }
    const out = resolve(cwd, flags.out);
    writeCode(out, code, session.flags.yes === true);
    const written = shortPath(cwd, out);
    return {
      status: EXIT_STATUS.done,
      json: { slug: document['slug'], file: written },
      text: '',
      notes: `✓ ${written}\nFrom now on the module is the source: "genie-actions build" writes the JSON.`,
    };
  } finally {
    await ports.close();
  }
}

/** Code is written only for a document that is a flow: of another one half would be lost. */
function readDocument(
  { text, origin }: SourcedFlow,
  nestedSettings: (type: string) => Readonly<Record<string, string>> | undefined,
) {
  const { flow, problems } = parseFlow(text, { nestedSettings });
  const [first] = problems;
  if (flow !== undefined && first === undefined) return flow.raw;
  throw new UsageError(
    'FLOW_INVALID',
    `The flow cannot be written as TypeScript: ${first?.message ?? 'it is no flow'}`,
    {
      detail: `${origin}\nSee everything that is wrong with it: genie-actions lint ${origin}`,
    },
  );
}

function writeCode(file: string, code: string, isForced: boolean): void {
  if (existsSync(file) && !isForced) {
    throw new UsageError('FILE_EXISTS', `${file} is there already`, { detail: 'Replace it with --yes.' });
  }
  try {
    makeFolder(dirname(file));
    writeFileSync(file, code);
  } catch (cause) {
    throw new UsageError('FILE_UNWRITABLE', `${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}
