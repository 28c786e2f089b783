import type { StepPath } from './events.ts';
import type { Execution } from './execution.ts';
import { stepTitle, type StepFailure } from './failures.ts';
import type { PreparedStep } from './prepare-steps.ts';
import type { RunScope } from './run-scope.ts';

/** What `on_error` says: the failure goes on, becomes a warning, or its steps run and the run goes on. */
export async function handleFailure(
  execution: Execution,
  { step }: PreparedStep,
  path: StepPath,
  scope: RunScope,
  signal: AbortSignal,
  failure: StepFailure,
): Promise<void> {
  if (step.onError === 'fail') throw failure;
  execution.warnings.push({ path, code: failure.code, message: failure.message });
  if (step.onError === 'continue') return;
  const error = {
    code: failure.code,
    message: failure.reason.message,
    step: step.key ?? stepTitle(path).slice('Step '.length),
  };
  await execution.runNested([...path, 'on_error'], step.onError.steps, scope.joined({ error }), signal);
}
