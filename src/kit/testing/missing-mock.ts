import { GenieError } from '../../errors.ts';
import type { FlowStep } from './flow-steps.ts';

/** A longer result is shown by `$stub` alone. */
const MAX_SHOWN_CHARS = 300;

/**
 * A step that reaches out of the process has no answer (`MOCK_MISSING`).
 *
 * @param reason why its mock has none; `undefined`: it has no mock
 * @param stub what a dry run would give
 */
export function missingMock(step: FlowStep, reason: string | undefined, stub: unknown): GenieError {
  const {
    reference,
    place,
    step: { type },
  } = step;
  const name = reference === place ? `${place} (${type})` : `"${reference}" (${type}, ${place})`;
  const text = JSON.stringify(stub);
  const example = text === undefined || text.length > MAX_SHOWN_CHARS ? '{ $stub: true }' : text;
  return new GenieError(
    'MOCK_MISSING',
    reason === undefined
      ? `the step ${name} would call a service, and no mock answers for it`
      : `the step ${name} has no answer: ${reason}`,
    {
      isRetryable: false,
      data: { step: reference },
      detail: `Write into the test:\n  mocks:\n    ${reference}: ${example}`,
    },
  );
}
