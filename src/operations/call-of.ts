import type { Call } from '../ports/index.ts';
import type { StepContext } from '../step.ts';

/** What every call to a port takes last, for a step. */
export function callOf({ signal, idempotencyKey }: Pick<StepContext, 'signal' | 'idempotencyKey'>): Required<Call> {
  return { signal, idempotencyKey };
}
