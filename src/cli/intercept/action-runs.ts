import { createDispatcher, type Dispatcher } from '../../dispatch/index.ts';
import type { RunEvent, RunReport } from '../../engine/events.ts';
import type { JsonObject } from '../../json.ts';
import type { RunOptions } from '../../runner/types.ts';
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
  /** Slugs of the project, for the interceptor's allow-list. */
  slugs: string[];
  stubs: 'all' | readonly string[];
  close(): Promise<void>;
}

/** Opens the project for `--run` and `--dry-run`. */
export async function openActionRuns(
  session: Session,
  flags: InterceptFlags,
  watch: { signal: AbortSignal; onEvent(event: RunEvent): void; onReport(report: RunReport): void },
): Promise<ActionRuns> {
  const isDryRun = flags.dryRun === true;
  const given: JsonObject =
    flags.context === undefined ? {} : await readJsonObject('--context', flags.context, session.streams);
  const settings = await session.loadSettings({ allowHosts: flags.allowHost ?? [], ...sourceFlag(flags.from) });
  const project = await openProject(settings, { isRecorded: !isDryRun });
  const stubs = isDryRun ? 'all' : stubNames(flags.stub ?? [], project.catalogue);
  const confirm = askForConfirmation(session);
  const options: RunOptions = {
    context: { ...(await project.defaultContext()), ...given },
    ...(stubs === 'all' || stubs.length > 0 ? { stubs } : {}),
    ...(flags.timeout === undefined ? {} : { timeoutMs: parseDuration('--timeout', flags.timeout) }),
    ...(confirm === undefined ? {} : { confirm }),
  };
  return {
    dispatcher: createDispatcher({ runner: project.runner, ...options, ...watch }),
    slugs: (await project.source.list()).map(({ slug }) => slug),
    stubs,
    close: () => project.close(),
  };
}
