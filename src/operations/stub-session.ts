import type { StepContext } from '../step.ts';

/** The session of a dry run; each step that opens one has its own. */
export function stubSessionId({ idempotencyKey }: Pick<StepContext<never>, 'idempotencyKey'>): string {
  return `stub-session-${idempotencyKey}`;
}
