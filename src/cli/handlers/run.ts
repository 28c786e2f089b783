import { resolve } from 'node:path';
import type { KeptBrowser } from '../../adapters/stagehand-browser/index.ts';
import type { FailureReport } from '../../engine/events.ts';
import { UsageError } from '../../errors.ts';
import type { RunOptions } from '../../runner/types.ts';
import { openTape, refuseOtherFlow, type Tape } from '../cassette/tape.ts';
import { sourceFlag } from '../choose-name.ts';
import { parseDuration } from '../duration.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { flowReference } from '../flow-reference.ts';
import { readJsonObject } from '../json-argument.ts';
import { openProject, type Project } from '../open-project.ts';
import type { Outcome } from '../outcome.ts';
import { performRun } from '../perform-run.ts';
import { keptBrowserText } from '../render/kept-browser.ts';
import type { Session } from '../session.ts';
import { chooseStep } from '../single-step.ts';
import { storeRemarks } from '../store-remarks.ts';
import { stubNames } from '../stub-names.ts';

export interface RunFlags {
  input?: string;
  context?: string;
  from?: string;
  dryRun?: boolean;
  stub?: string[];
  step?: string;
  with?: string;
  allowHost?: string[];
  keepBrowser?: boolean;
  timeout?: string;
  queue?: boolean;
  queueName?: string;
  retries: string;
  record?: string;
  replay?: string;
}

/** `run FLOW`. */
export async function run(session: Session, flow: string, flags: RunFlags): Promise<Outcome> {
  if (flags.keepBrowser !== true) return runFlow(session, flow, flags);
  const browsers: KeptBrowser[] = [];
  const outcome = await runFlow(session, flow, flags, (browser) => {
    browsers.push(browser);
    // Not with the outcome, which a failure in between would take along: nobody would know of the browser.
    session.streams.stderr.write(`${keptBrowserText(browser)}\n`);
  });
  return { ...outcome, json: { ...(outcome.json as object), browsers } };
}

async function runFlow(
  session: Session,
  flow: string,
  flags: RunFlags,
  onKeptBrowser?: (browser: KeptBrowser) => void,
): Promise<Outcome> {
  const { streams } = session;
  if (flags.queue) return await (await import('../worker/queue-run.ts')).queueRun(session, flow, flags);
  const timeoutMs = flags.timeout === undefined ? undefined : parseDuration('--timeout', flags.timeout);
  if (flags.with !== undefined && flags.step === undefined) {
    throw new UsageError('OPTIONS_CONFLICT', '--with gives the results of earlier steps to --step, which is missing');
  }
  const loaded = await session.loadSettings({ allowHosts: flags.allowHost ?? [], ...sourceFlag(flags.from) });
  const tape = await openTape(flags, loaded, streams.cwd());
  const settings = tape?.settings ?? loaded;
  const params =
    tape?.given?.input ?? (flags.input === undefined ? {} : await readJsonObject('--input', flags.input, streams));
  const given = flags.context === undefined ? {} : await readJsonObject('--context', flags.context, streams);
  const reference = flowReference(flow);
  const isDryRun = flags.dryRun === true;
  const project = await openProject(settings, {
    isRecorded: !isDryRun,
    onKeptBrowser,
    ...tape?.project,
    ...(reference.file === undefined ? {} : { file: resolve(streams.cwd(), reference.file) }),
  });
  try {
    // Whoever names a file means the flow in it; the run is known by that flow's own slug.
    const slug = reference.file === undefined ? flow : ((await project.source.list())[0]?.slug ?? flow);
    refuseOtherFlow(tape, slug);
    const named = tape?.given?.stubs ?? flags.stub ?? [];
    const stubs: 'all' | string[] = isDryRun ? 'all' : stubNames(named, project.catalogue);
    const options: RunOptions = {
      trigger: 'person',
      context: tape?.given?.context ?? { ...(await project.defaultContext()), ...given },
      ...(stubs === 'all' || stubs.length > 0 ? { stubs } : {}),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(flags.step === undefined
        ? {}
        : { only: await chooseStep(project.source, flow, flags.step, flags.with, streams) }),
    };
    return await performRun({
      session,
      stubs,
      isResumable: !isDryRun && flags.step === undefined && flags.replay === undefined,
      remarks: () => storeRemarks(project),
      start: (more) => project.runner.run(slug, params, { ...options, ...more, ...tapeOptions(tape, more) }),
      ...(tape === undefined
        ? {}
        : {
            onEnd: (report, isInterrupted) =>
              tape.finish({ report, isInterrupted, input: params, context: options.context!, stubs: named }),
          }),
      statusOf: (report) => statusOfRefusal(report, project, flow),
    });
  } finally {
    await project.close();
  }
}

function tapeOptions(tape: Tape | undefined, { onEvent }: Required<Pick<RunOptions, 'onEvent'>>): RunOptions {
  if (tape === undefined) return {};
  return {
    around: tape.around,
    onEvent(event) {
      tape.onEvent(event);
      onEvent(event);
    },
  };
}

/** A document that is not JSON is a broken input, not a flow that was refused; the input of an action is one that somebody gave. */
async function statusOfRefusal(
  { code, failedPath }: FailureReport,
  { source }: Project,
  flow: string,
): Promise<number | undefined> {
  const sourced = ['FLOW_INVALID', 'ACTION_INPUT_INVALID'].includes(code) ? await source.find(flow) : undefined;
  if (sourced === undefined) return undefined;
  if (code === 'ACTION_INPUT_INVALID') {
    return sourced.origin.startsWith('action:') && failedPath?.length === 1 ? EXIT_STATUS.usage : undefined;
  }
  try {
    JSON.parse(sourced.text);
    return undefined;
  } catch {
    return EXIT_STATUS.usage;
  }
}
