import { z } from 'zod';
import { GenieError } from '../errors.ts';
import { textLike } from '../operations/json-settings.ts';
import { defineStep } from '../step.ts';

const config = () =>
  z.strictObject({
    message: z.string().min(1).describe('What the person is told.'),
    code: textLike(/^[A-Z][A-Z0-9_]*$/, 'must be capitals, digits and "_"')
      .default('FLOW_ERROR')
      .describe('A stable name for programs: `PROFILE_NOT_FOUND`.'),
  });

/** Trying again says the same, so the error cannot be retried. */
function fail({ message, code }: z.output<ReturnType<typeof config>>): never {
  throw new GenieError(code, message, { isRetryable: false });
}

export const error = defineStep({
  type: 'error',
  dialect: 2,
  summary: 'Fail the flow, with a message of its own.',
  needs: [],
  effect: 'none',
  config,
  result: () => z.never(),
  example: { message: 'There is no profile for this platform', code: 'PROFILE_NOT_FOUND' },
  absence: { message: 'text' },
  taint: { sinks: { message: 'log' } },
  run: fail,
  stub: fail,
});
