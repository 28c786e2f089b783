import { GenieError, toGenieError } from '../errors.ts';
import { compileTemplate, resolveTemplate } from '../expression/index.ts';
import type { Flow } from '../flow/index.ts';
import type { Json, JsonObject } from '../json.ts';
import { compileJsonSchema } from '../json-schema.ts';
import type { StepPath } from './events.ts';
import type { Execution } from './execution.ts';
import { FlowEnd, StepFailure } from './failures.ts';
import { linkAborts } from './link-aborts.ts';
import type { PreparedStep } from './prepare-steps.ts';
import { runList } from './run-list.ts';
import { RunScope } from './run-scope.ts';
import { runStep } from './run-step.ts';

/** One flow in an execution of its own. */
export interface WholeFlow {
  flow: Flow;
  input: Json;
  /** Where its steps stand: `[]` for the flow of the run, inside a step for one that the step runs. */
  path: StepPath;
  timeoutMs?: number | undefined;
  signal?: AbortSignal | undefined;
  /** One top-level step alone, with the results of earlier ones given. */
  only?: { step: number; results: JsonObject } | undefined;
}

/** The steps, then `finally`, then the release of what was opened; in every outcome. Never rejects for what a step does. */
export async function runWholeFlow(
  execution: Execution,
  whole: WholeFlow,
): Promise<{ output: Json; failure: GenieError | undefined }> {
  const { flow, only } = whole;
  const steps: Json[] = [];
  const scope = RunScope.forRun({
    input: whole.input,
    inputSchema: flow.input,
    steps,
    context: execution.context,
    env: { ...execution.env },
    results: execution.results,
  });
  const unlink = linkAborts(execution.controller, whole.signal, whole.timeoutMs);
  let output: Json = null;
  let failure: GenieError | undefined;
  try {
    output = await runSteps(whole, execution, scope, steps);
  } catch (thrown) {
    if (thrown instanceof FlowEnd) output = thrown.value;
    else failure = failureOf(execution, thrown);
  } finally {
    unlink();
  }
  if (only === undefined) await runFinally(whole, execution, scope);
  await execution.releases.releaseAll(execution.warnings);
  if (only === undefined) failure ??= await outputProblem(flow, output);
  return { output, failure };
}

async function runSteps(
  { flow, only, path }: WholeFlow,
  execution: Execution,
  scope: RunScope,
  steps: Json[],
): Promise<Json> {
  const prepared = execution.preparer.steps(flow.steps);
  if (only !== undefined) return await runOnly(only, execution, prepared, scope, steps);
  await runList(execution, path, prepared, scope, execution.controller.signal, (index, result) => {
    steps[index] = result;
  });
  if (flow.output === undefined) return null;
  return resolveTemplate(compileTemplate(flow.output), scope, () => 'omit') ?? null;
}

/** One step alone, with the results of earlier ones given. */
async function runOnly(
  only: NonNullable<WholeFlow['only']>,
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
async function runFinally({ flow, path }: WholeFlow, execution: Execution, scope: RunScope): Promise<void> {
  if (flow.finally.length === 0) return;
  execution.end = undefined;
  for (const key of execution.preparer.visibleKeys(flow)) if (scope.get(key) === undefined) scope.set(key, null);
  const { signal } = new AbortController();
  try {
    await runList(execution, [...path, 'finally'], execution.preparer.steps(flow.finally), scope, signal);
  } catch (thrown) {
    if (thrown instanceof FlowEnd) return;
    const error = toGenieError(thrown);
    const place = error instanceof StepFailure ? error.path : [...path, 'finally'];
    execution.warnings.push({ path: place, code: error.code, message: error.message });
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
