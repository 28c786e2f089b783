import {
  createEmitter,
  runFlow,
  summarizeError,
  type FlowOutcome,
  type FlowRun,
  type RunReport,
} from '../engine/index.ts';
import { toGenieError, type GenieError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Journal, StepRecord } from '../ports/index.ts';
import type { Masker } from '../secrets/index.ts';
import { auditRow } from './audit-row.ts';
import { failureReport } from './failure-report.ts';
import { goesOnElsewhere } from './goes-on-elsewhere.ts';
import { splitIdentity } from './identity.ts';
import { admitNested } from './admit-nested.ts';
import type { LoadedFlow } from './load-flow.ts';
import type { RunContext } from './run-context.ts';
import { stubChoice } from './stub-choice.ts';
import type { ResumeOptions, RunOptions } from './types.ts';

/** One run, from admitted or refused to audited. */
export interface RunAttempt {
  runId: string;
  slug: string;
  params: Json;
  context: JsonObject;
  startedAt: number;
  masker: Masker;
  options: RunOptions;
  /** Finds the flow and admits the parameters; what it throws is the run's failure. */
  prepare(): Promise<{ loaded: LoadedFlow; input: JsonObject; droppedFields: string[] }>;
  resume?: { earlier: StepRecord[]; unknownOutcome: ResumeOptions['unknownOutcome'] };
}

/** Prepares, runs, records and audits. Never rejects for what a flow, a service or the journal does. */
export async function performRun(shared: RunContext, attempt: RunAttempt): Promise<RunReport> {
  const { masker, runId, slug, options } = attempt;
  const isTraceless = options.stubs === 'all';
  // A step that ran alone is no run that could be taken up again.
  const journal = isTraceless || options.only !== undefined ? undefined : shared.journal;
  let isInJournal = attempt.resume !== undefined;
  // A refused run shows in the audit what it would have seen.
  let { params: input, dropped: droppedFields } = splitIdentity(
    attempt.params,
    options.trigger ?? 'person',
    shared.config,
  );
  let outcome: FlowOutcome;
  try {
    const prepared = await attempt.prepare();
    ({ input, droppedFields } = prepared);
    if (!isInJournal) await startInJournal(journal, attempt, prepared);
    isInJournal = true;
    tellFindings(prepared.loaded, options);
    outcome = await runFlow(prepared.loaded.flow, flowRun(shared, attempt, prepared, journal));
  } catch (thrown) {
    const failure = toGenieError(thrown);
    outcome = { report: failureReport(slug, runId, failure, masker), failure };
    reportRefusal(shared, attempt, failure);
  }
  if (isInJournal) await endInJournal(journal, attempt, outcome, shared.clock.now());
  if (!isTraceless && shared.config.audit?.isEnabled !== false && !skipsAudit(options, outcome)) {
    await audit(shared, attempt, outcome, input, droppedFields);
  }
  return outcome.report;
}

function tellFindings({ findings }: LoadedFlow, { onFinding }: RunOptions): void {
  for (const finding of findings) {
    try {
      onFinding?.(finding);
    } catch {
      // The subscriber's own trouble.
    }
  }
}

function flowRun(
  shared: RunContext,
  { runId, context, masker, options, resume }: RunAttempt,
  { loaded, input, droppedFields }: { loaded: LoadedFlow; input: JsonObject; droppedFields: string[] },
  journal: Journal | undefined,
): FlowRun {
  const limits = [loaded.flow.timeoutMs, options.timeoutMs].filter((limit) => limit !== undefined);
  const stubNames = options.stubs === 'all' ? ['all'] : options.stubs;
  return {
    runId,
    input,
    context,
    masker,
    env: shared.config.env ?? {},
    preparer: loaded.preparer,
    ports: shared.ports,
    clock: shared.clock,
    maxSteps: shared.config.maxSteps ?? 1_000,
    isStubbed: stubChoice(options.stubs),
    admitFlow: (slug, params, signal) => admitNested(shared, options, slug, params, signal),
    droppedFields,
    ...(stubNames === undefined ? {} : { stubNames }),
    ...(limits.length === 0 ? {} : { timeoutMs: Math.min(...limits) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.onEvent === undefined ? {} : { onEvent: options.onEvent }),
    ...(options.only === undefined ? {} : { only: options.only }),
    ...(options.around === undefined ? {} : { around: options.around }),
    ...(journal === undefined ? {} : { journal }),
    ...(resume === undefined ? {} : { earlier: resume.earlier }),
    ...(resume?.unknownOutcome === undefined ? {} : { unknownOutcome: resume.unknownOutcome }),
  };
}

async function startInJournal(
  journal: Journal | undefined,
  { runId, slug, context, startedAt, masker, options }: RunAttempt,
  { loaded, input }: { loaded: LoadedFlow; input: JsonObject },
): Promise<void> {
  await journal?.startRun({
    runId,
    slug,
    document: loaded.document,
    input: masker.mask(input),
    context: masker.mask(context),
    trigger: options.trigger ?? 'person',
    startedAt,
    stubs: Array.isArray(options.stubs) ? [...options.stubs] : [],
  });
}

async function endInJournal(
  journal: Journal | undefined,
  { runId, masker }: RunAttempt,
  { report, failure }: FlowOutcome,
  endedAt: number,
): Promise<void> {
  try {
    await journal?.endRun(runId, {
      status: report.success ? 'success' : 'error',
      output: report.success ? report.output : null,
      error: failure === undefined ? null : masker.maskText(failure.message),
      errorCode: failure?.code ?? null,
      endedAt,
    });
  } catch (thrown) {
    const error = toGenieError(thrown);
    report.warnings.push({
      path: [],
      code: error.code,
      message: `The end of the run could not be recorded: ${error.message}`,
    });
  }
}

/** A flow run with Directus stubbed is a test: no row can tell of it. And a run that goes on elsewhere is not over. */
function skipsAudit({ stubs, trigger = 'person' }: RunOptions, { failure }: FlowOutcome): boolean {
  if (failure !== undefined && goesOnElsewhere(failure.code, trigger)) return true;
  return Array.isArray(stubs) && stubs.includes('directus');
}

async function audit(
  shared: RunContext,
  attempt: RunAttempt,
  outcome: FlowOutcome,
  input: Json,
  droppedFields: string[],
): Promise<void> {
  const { report, failure } = outcome;
  const { context, startedAt, masker, options } = attempt;
  const row = auditRow(
    {
      report,
      failure,
      input,
      context,
      trigger: options.trigger ?? 'person',
      startedAt,
      endedAt: shared.clock.now(),
      droppedFields,
    },
    shared.config.audit?.fields ?? {},
    masker,
  );
  const warning = await shared.auditor.write(row);
  if (warning !== undefined) report.warnings.push({ ...warning, message: masker.maskText(warning.message) });
}

/** A run that never reached step 0 still ends for whoever watches. */
function reportRefusal(
  { clock }: RunContext,
  { runId, slug, startedAt, masker, options }: RunAttempt,
  failure: GenieError,
): void {
  const emit = createEmitter({ runId, slug }, clock, masker, options.onEvent);
  emit({
    event: 'flow-end',
    success: false,
    durationMs: clock.now() - startedAt,
    error: summarizeError(failure),
  });
}
