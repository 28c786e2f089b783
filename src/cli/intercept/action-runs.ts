import { createDispatcher, type Dispatcher } from '../../dispatch/index.ts';
import type { RunEvent, RunReport } from '../../engine/events.ts';
import type { JsonObject } from '../../json.ts';
import { sourceFlag } from '../choose-name.ts';
import { parseDuration } from '../duration.ts';
import type { InterceptFlags } from '../handlers/intercept.ts';
import { readJsonObject } from '../json-argument.ts';
import { openProject } from '../open-project.ts';
import type { Session } from '../session.ts';
import { stubNames } from '../stub-names.ts';
import { askForConfirmation } from './ask-for-confirmation.ts';

/** The runs that the tags of one answer lead to. */
export interface ActionRuns {
  dispatcher: Dispatcher;
  /** The interceptor's allow-list: what `--slug` names, or all flows of the project. */
  slugs: readonly string[];
  stubs: 'all' | readonly string[];
  close(): Promise<void>;
}

/** What the command line says about every run. */
interface RunFlags {
  context: JsonObject;
  timeoutMs?: number;
}

/** Who follows the runs. */
interface Watch {
  signal: AbortSignal;
  /** Everything that happened so far is on the screen. */
  settled: () => Promise<void>;
  onEvent: (event: RunEvent) => void;
  onReport: (report: RunReport) => void;
}

/** Reads what can be wrong on the command line itself. */
export async function readRunFlags(session: Session, { context, timeout }: InterceptFlags): Promise<RunFlags> {
  return {
    context: context === undefined ? {} : await readJsonObject('--context', context, session.streams),
    ...(timeout === undefined ? {} : { timeoutMs: parseDuration('--timeout', timeout) }),
  };
}

/** Opens the project for `--run` and `--dry-run`. */
export async function openActionRuns(
  session: Session,
  flags: InterceptFlags,
  { context, ...limits }: RunFlags,
  watch: Watch,
): Promise<ActionRuns> {
  const isDryRun = flags.dryRun === true;
  const settings = await session.loadSettings({ allowHosts: flags.allowHost ?? [], ...sourceFlag(flags.from) });
  const project = await openProject(settings, { isRecorded: !isDryRun });
  try {
    const stubs = isDryRun ? 'all' : stubNames(flags.stub ?? [], project.catalogue);
    const slugs = flags.slug ?? (await project.source.list()).map(({ slug }) => slug);
    const confirm = askForConfirmation(session, watch.settled, watch.signal);
    const dispatcher = createDispatcher({
      runner: project.runner,
      context: { ...(await project.defaultContext()), ...context },
      ...limits,
      ...(stubs === 'all' || stubs.length > 0 ? { stubs } : {}),
      ...(confirm === undefined ? {} : { confirm }),
      slugs,
      signal: watch.signal,
      onEvent: watch.onEvent,
      onReport: watch.onReport,
    });
    return { dispatcher, slugs, stubs, close: () => project.close() };
  } catch (thrown) {
    await project.close();
    throw thrown;
  }
}
