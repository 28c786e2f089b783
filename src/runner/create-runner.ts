import { createCatalogue } from '../catalogue.ts';
import { PortOpener, type RunReport } from '../engine/index.ts';
import { GenieError, UsageError } from '../errors.ts';
import { isDeeperThan, MAX_JSON_DEPTH, type Json, type JsonObject } from '../json.ts';
import type { RunRecord, StepRecord } from '../ports/index.ts';
import { createMasker, MASK, type Masker } from '../secrets/index.ts';
import { builtInSteps } from '../steps/index.ts';
import { admit, nestedTooDeep } from './admit.ts';
import { Auditor } from './auditor.ts';
import { FlowLoader } from './load-flow.ts';
import { performRun, type RunAttempt } from './perform-run.ts';
import type { RunContext } from './run-context.ts';
import type { ResumeOptions, Runner, RunnerSetup, RunOptions } from './types.ts';

/** Makes the one thing that runs flows: source → checks → engine → journal → audit. */
export function createRunner(setup: RunnerSetup): Runner {
  const config = setup.config ?? {};
  const catalogue = setup.catalogue ?? createCatalogue(builtInSteps);
  const ports = new PortOpener(setup.ports);
  const auditor = new Auditor(ports, setup.journal, config.audit?.collection);
  const loader = new FlowLoader(setup.source, catalogue);

  async function share(): Promise<RunContext> {
    return { config, ports, loader, auditor, clock: await ports.open('clock'), journal: setup.journal };
  }

  async function attempt(
    slug: string,
    params: Json,
    options: RunOptions,
    prepare: RunAttempt['prepare'],
  ): Promise<RunReport> {
    const shared = await share();
    const tooDeep = isDeeperThan(params, MAX_JSON_DEPTH) ? nestedTooDeep() : undefined;
    if (options.stubs === undefined) await auditor.flush(options.signal).catch(ignoreForNow);
    const startedAt = shared.clock.now();
    return await performRun(shared, {
      runId: options.runId ?? shared.clock.newId(),
      slug,
      params: tooDeep === undefined ? params : null,
      context: { timestamp: new Date(startedAt).toISOString(), ...options.context },
      startedAt,
      masker: maskerOf(setup),
      options,
      prepare: tooDeep === undefined ? prepare : () => Promise.reject(tooDeep),
    });
  }

  async function run(slug: string, params: JsonObject = {}, options: RunOptions = {}): Promise<RunReport> {
    return await attempt(slug, params, options, async () => {
      const loaded = await loader.find(slug, options.signal);
      return { loaded, ...(await admit(loaded.flow, params, options, config)) };
    });
  }

  async function refuse(slug: string, params: Json, failure: GenieError, options: RunOptions = {}): Promise<RunReport> {
    return await attempt(slug, params, options, () => Promise.reject(failure));
  }

  async function resume(runId: string, options: ResumeOptions = {}): Promise<RunReport> {
    const shared = await share();
    const { journal } = setup;
    const record = await journal?.getRun(runId);
    if (journal === undefined || record === undefined) {
      throw new UsageError('RUN_NOT_FOUND', `There is no run "${runId}" in the journal`, {
        detail: 'List the runs: genie-actions runs',
      });
    }
    refuseUnresumable(record);
    // Taken over first: until then another process may still be adding to the steps.
    await journal.resumeRun(runId);
    const earlier = earlierSteps(record, await journal.listSteps(runId));
    const { unknownOutcome, ...runOptions } = options;
    return await performRun(shared, {
      runId,
      slug: record.slug,
      params: record.input,
      context: record.context,
      startedAt: shared.clock.now(),
      masker: maskerOf(setup),
      options: {
        ...runOptions,
        trigger: record.trigger as NonNullable<RunOptions['trigger']>,
        ...(record.stubs.length > 0 ? { stubs: record.stubs } : {}),
      },
      prepare: async () => ({
        loaded: await loader.load(record.slug, { text: record.document, origin: `run ${runId}` }),
        input: record.input as JsonObject,
        droppedFields: [],
      }),
      resume: { earlier, unknownOutcome },
    });
  }

  return { run, refuse, resume, flushAudits: () => auditor.flush() };
}

/** Rows that wait stay where they are; what keeps them from being written shows at this run's own row. */
function ignoreForNow(): void {}

function maskerOf({ config }: RunnerSetup): Masker {
  return createMasker([...(config?.secrets ?? []), ...Object.values(config?.env ?? {})]);
}

function refuseUnresumable(record: RunRecord): void {
  if (record.status === 'success')
    throw new UsageError(
      'RUN_FINISHED',
      `The run "${record.runId}" has ended successfully: there is nothing to resume`,
    );
  if (record.status === 'running')
    throw new UsageError('RUN_ACTIVE', `The run "${record.runId}" is still running in another process`);
  if (JSON.stringify([record.input, record.context]).includes(MASK)) {
    throw new GenieError(
      'RUN_NOT_RESUMABLE',
      `The run "${record.runId}" had a secret among its parameters, which is not kept`,
      {
        isRetryable: false,
        detail: 'Start the flow again with genie-actions run.',
      },
    );
  }
}

/** A run that ended has cleaned up: its `finally` belongs to that end and runs again with the next. */
function earlierSteps(record: RunRecord, steps: StepRecord[]): StepRecord[] {
  return record.status === 'interrupted' ? steps : steps.filter(({ path }) => !path.startsWith('["finally"'));
}
