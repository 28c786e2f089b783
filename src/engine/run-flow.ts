import { GenieError, toGenieError } from '../errors.ts';
import { compileTemplate, resolveTemplate } from '../expression/index.ts';
import type { Flow } from '../flow/index.ts';
import type { Json } from '../json.ts';
import { compileJsonSchema } from '../json-schema.ts';
import { summarizeError } from './emitter.ts';
import { FlowEnd, StepFailure } from './failures.ts';
import type { RunReport } from './events.ts';
import type { Execution } from './execution.ts';
import { linkAborts } from './link-aborts.ts';
import { openExecution, type FlowRun } from './open-execution.ts';
import type { PreparedStep } from './prepare-steps.ts';
import { runList } from './run-list.ts';
import { RunScope } from './run-scope.ts';
import { runStep } from './run-step.ts';

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
  const outcome = await runToReport(flow, run, execution);
  const { failure } = outcome;
  execution.emit({
    event: 'flow-end',
    success: failure === undefined,
    durationMs: execution.clock.now() - startedAt,
    ...(failure === undefined ? {} : { error: summarizeError(failure) }),
  });
  return outcome;
}

async function runToReport(flow: Flow, run: FlowRun, execution: Execution): Promise<FlowOutcome> {
  const steps: Json[] = [];
  const scope = RunScope.forRun({
    input: run.input,
    inputSchema: flow.input,
    steps,
    context: run.context,
    env: { ...run.env },
    results: execution.results,
  });
  const unlink = linkAborts(execution.controller, run.signal, run.timeoutMs);
  let output: Json = null;
  let failure: GenieError | undefined;
  try {
    output = await runSteps(flow, run, execution, scope, steps);
  } catch (thrown) {
    if (thrown instanceof FlowEnd) output = thrown.value;
    else failure = failureOf(execution, thrown);
  } finally {
    unlink();
  }
  if (run.only === undefined) await runFinally(flow, execution, scope);
  await execution.releases.releaseAll(execution.warnings);
  if (run.only === undefined) failure ??= await outputProblem(flow, output);
  return { report: reportOf(flow, execution, output, failure), ...(failure === undefined ? {} : { failure }) };
}

async function runSteps(flow: Flow, run: FlowRun, execution: Execution, scope: RunScope, steps: Json[]): Promise<Json> {
  const prepared = execution.preparer.steps(flow.steps);
  if (run.only !== undefined) return await runOnly(run.only, execution, prepared, scope, steps);
  await runList(execution, [], prepared, scope, execution.controller.signal, (index, result) => {
    steps[index] = result;
  });
  if (flow.output === undefined) return null;
  return resolveTemplate(compileTemplate(flow.output), scope, () => 'omit') ?? null;
}

/** One step alone, with the results of earlier ones given. */
async function runOnly(
  only: NonNullable<FlowRun['only']>,
  execution: Execution,
  prepared: readonly PreparedStep[],
  scope: RunScope,
  steps: Json[],
): Promise<Json> {
  const chosen = prepared[only.step];
  if (chosen === undefined) {
    throw new GenieError('STEP_NOT_FOUND', `There is no step ${only.step + 1}: the flow has ${prepared.length}`, {
      isRetryable: false,
    });
  }
  for (const [index, { step }] of prepared.entries()) {
    const given = step.key === undefined ? undefined : only.results[step.key];
    if (given === undefined) continue;
    scope.set(step.key!, given);
    steps[index] = given;
  }
  const { result } = await runStep(execution, chosen, [only.step], scope, execution.controller.signal);
  if (chosen.step.key !== undefined) execution.results[chosen.step.key] = result;
  return result;
}

/**
 * `finally` has its own signal: what stopped the steps does not stop the cleaning up. Results that the flow did not come to
 * are `null` there, so that a step can ask for them.
 */
async function runFinally(flow: Flow, execution: Execution, scope: RunScope): Promise<void> {
  if (flow.finally.length === 0) return;
  execution.end = undefined;
  for (const key of execution.preparer.visibleKeys(flow)) if (scope.get(key) === undefined) scope.set(key, null);
  const { signal } = new AbortController();
  try {
    await runList(execution, ['finally'], execution.preparer.steps(flow.finally), scope, signal);
  } catch (thrown) {
    if (thrown instanceof FlowEnd) return;
    const error = toGenieError(thrown);
    const path = error instanceof StepFailure ? error.path : ['finally'];
    execution.warnings.push({ path, code: error.code, message: error.message });
  }
}

/** When the whole run was stopped, that is the failure, not what it did to the step in flight. */
function failureOf(execution: Execution, thrown: unknown): GenieError {
  const { signal } = execution.controller;
  const reason: unknown = signal.reason;
  if (signal.aborted && reason instanceof GenieError && reason.code === 'FLOW_TIMEOUT') return reason;
  return toGenieError(thrown);
}

async function outputProblem(flow: Flow, output: Json): Promise<GenieError | undefined> {
  if (flow.outputSchema === undefined) return undefined;
  const { problems } = (await compileJsonSchema(flow.outputSchema)).validate(output);
  if (problems.length === 0) return undefined;
  const texts = problems.map(({ message }) => message);
  return new GenieError('OUTPUT_INVALID', `The output does not fit "output_schema": ${texts.join('; ')}`, {
    data: { problems: texts },
    isRetryable: false,
  });
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
    ...(failure instanceof StepFailure && typeof failure.path[0] === 'number'
      ? { failedStep: failure.path[0], failedPath: failure.path }
      : {}),
    results: masker.mask(results),
    warnings,
  };
}
