import { GenieError } from '../errors.ts';
import type { Json } from '../json.ts';
import { withoutCallMark } from './call-mark.ts';
import type { StepPath } from './events.ts';

/** A step failed for good. The message is the one that reports and chats show: `Step 2.then.1 (http_request) failed: …`. */
export class StepFailure extends GenieError {
  readonly path: StepPath;
  readonly stepType: string;
  /** What the step itself threw. */
  readonly reason: GenieError;

  constructor(path: StepPath, stepType: string, reason: GenieError) {
    super(reason.code, `${stepTitle(path)} (${stepType}) failed: ${reason.message}`, {
      cause: reason,
      data: reason.data,
      isRetryable: reason.isRetryable,
      isOutcomeUnknown: reason.isOutcomeUnknown,
      ...(reason.detail === undefined ? {} : { detail: reason.detail }),
    });
    this.path = path;
    this.stepType = stepType;
    this.reason = reason;
  }
}

/** Thrown through all lists when a `return` step ends the flow; not a failure. */
export class FlowEnd extends GenieError {
  readonly value: Json;
  readonly #path: StepPath;

  /** @param path the step that ended the flow */
  constructor(value: Json, path: StepPath) {
    super('FLOW_ENDED', 'stopped because the flow returned', { isRetryable: false, isOutcomeUnknown: true });
    this.value = value;
    this.#path = path;
  }

  /** Is it the step at `path`, or one inside it, that ended the flow? */
  isEndedBy(path: StepPath): boolean {
    return path.every((part, index) => part === this.#path[index]);
  }
}

/** The caller, a person or the system stopped the run. */
export class RunCancelled extends GenieError {
  constructor(message = 'The run was cancelled', cause?: unknown) {
    super('CANCELLED', message, { isRetryable: false, isOutcomeUnknown: true, cause });
  }
}

export class FlowTimeout extends GenieError {
  constructor(timeoutMs: number) {
    super('FLOW_TIMEOUT', `The flow was stopped after ${formatDuration(timeoutMs)}`, {
      data: { timeoutMs },
      isRetryable: false,
      isOutcomeUnknown: true,
      detail: 'Raise the flow\'s "timeout_ms", or --timeout.',
    });
  }
}

export class StepTimeout extends GenieError {
  constructor(timeoutMs: number) {
    super('STEP_TIMEOUT', `stopped after ${formatDuration(timeoutMs)}`, {
      data: { timeoutMs },
      isOutcomeUnknown: true,
      detail: 'Raise the step\'s "timeout_ms" (at most 120000), or move long work to a queue.',
    });
  }
}

/** `Step 2.then.1`: people count from 1. */
export function stepTitle(path: StepPath): string {
  return `Step ${path.map((part) => (typeof part === 'number' ? part + 1 : withoutCallMark(part))).join('.')}`;
}

function formatDuration(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`;
}
