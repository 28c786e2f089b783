import { StepFailure, type StepCall } from '../../engine/index.ts';
import { GenieError, toGenieError } from '../../errors.ts';
import type { RecordedError } from './cassette.ts';

/** What is kept of a failure. */
export function recordedError(thrown: unknown): RecordedError {
  const failure = toGenieError(thrown);
  const inner = failure instanceof StepFailure ? { step: { path: failure.path, type: failure.stepType } } : {};
  const { code, message, detail, data, isRetryable, isOutcomeUnknown } =
    failure instanceof StepFailure ? failure.reason : failure;
  const { problems, retryAfterMs } = data;
  return {
    code,
    message,
    ...(detail === undefined ? {} : { detail }),
    isRetryable,
    isOutcomeUnknown,
    ...(Array.isArray(problems) ? { problems: problems.map(String) } : {}),
    ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
    ...inner,
  };
}

export function maskedError(error: RecordedError, mask: StepCall['masker']['mask']): RecordedError {
  const { message, detail, problems } = error;
  return {
    ...error,
    message: mask(message),
    ...(detail === undefined ? {} : { detail: mask(detail) }),
    ...(problems === undefined ? {} : { problems: mask(problems) }),
  };
}

/** The failure again. */
export function failureOf({ code, message, problems, retryAfterMs, step, ...options }: RecordedError): GenieError {
  const data = {
    ...(problems === undefined ? {} : { problems }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
  const failure = new GenieError(code, message, { ...options, data });
  return step === undefined ? failure : new StepFailure(step.path, step.type, failure);
}
