import type { GenieError } from '../errors.ts';
import type { Flow } from '../flow/index.ts';
import type { Json } from '../json.ts';
import { summarizeError } from './emitter.ts';
import { StepFailure } from './failures.ts';
import type { RunReport } from './events.ts';
import type { Execution } from './execution.ts';
import { openExecution, type FlowRun } from './open-execution.ts';
import { runWholeFlow } from './run-whole-flow.ts';

export interface FlowOutcome {
  report: RunReport;
  /** What stopped the run; absent after a success. */
  failure?: GenieError;
}

/**
 * Runs a flow that has passed every check: its steps, then `finally`, then the release of what it opened; in every outcome.
 * Never rejects for what a step does.
 */
export async function runFlow(flow: Flow, run: FlowRun): Promise<FlowOutcome> {
  const execution = openExecution(flow, run);
  const startedAt = execution.clock.now();
  execution.emit({
    event: 'flow-start',
    input: run.input,
    ...(run.droppedFields?.length ? { droppedFields: [...run.droppedFields] } : {}),
    ...(run.stubNames?.length ? { stubs: [...run.stubNames] } : {}),
  });
  const { output, failure } = await runWholeFlow(execution, {
    flow,
    input: run.input,
    path: [],
    timeoutMs: run.timeoutMs,
    signal: run.signal,
    only: run.only,
  });
  const report = reportOf(flow, execution, output, failure);
  execution.emit({
    event: 'flow-end',
    success: failure === undefined,
    durationMs: execution.clock.now() - startedAt,
    ...(failure === undefined ? {} : { error: summarizeError(failure) }),
  });
  return { report, ...(failure === undefined ? {} : { failure }) };
}

function reportOf(flow: Flow, execution: Execution, output: Json, failure: GenieError | undefined): RunReport {
  const { masker, results, runId } = execution;
  const common = { slug: flow.slug, run_id: runId };
  // Only now: a later step may have said what is secret in an earlier warning.
  const warnings = execution.warnings.map((warning) => ({ ...warning, message: masker.maskText(warning.message) }));
  if (failure === undefined) {
    return { success: true, ...common, results: masker.mask(results), output: masker.mask(output), warnings };
  }
  return {
    success: false,
    ...common,
    error: masker.maskText(failure.message),
    code: failure.code,
    ...(failure.detail === undefined ? {} : { detail: masker.maskText(failure.detail) }),
    ...problemsOf(failure, masker),
    ...(failure instanceof StepFailure && typeof failure.path[0] === 'number'
      ? { failedStep: failure.path[0], failedPath: failure.path }
      : {}),
    results: masker.mask(results),
    warnings,
  };
}

/** What is wrong with the input of an action is said field by field, as for the parameters of a flow. */
function problemsOf({ code, data }: GenieError, masker: Execution['masker']): { problems?: string[] } {
  const problems = data['problems'];
  if (code !== 'ACTION_INPUT_INVALID' || !Array.isArray(problems)) return {};
  return { problems: problems.map((problem) => masker.maskText(String(problem))) };
}
