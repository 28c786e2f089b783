import { z } from 'zod';
import { GenieError } from '../errors.ts';
import { isTruthy } from '../json.ts';
import { jsonValue } from '../operations/json-settings.ts';
import { defineStep, expression, stepList } from '../step.ts';

const DEFAULT_TIMEOUT_MS = 60_000;

/** The last poll ends this long before the step's hard limit, so that the step can say itself what it waited for. */
const MARGIN_MS = 50;

export const waitFor = defineStep({
  type: 'wait-for',
  dialect: 2,
  summary: 'Run steps again and again until something holds.',
  needs: ['clock'],
  effect: 'none',
  config: () =>
    z.strictObject({
      until: expression().describe(
        'Ends the waiting unless it is false, null, 0 or an empty text. It sees the results of the steps.',
      ),
      steps: stepList().default([]).describe('Steps that run at each poll. Their results are visible in `until` only.'),
      interval_ms: z
        .int()
        .min(10)
        .max(600_000)
        .default(1_000)
        .describe('How long to wait between two polls, in milliseconds.'),
    }),
  result: () =>
    z.strictObject({
      polls: z.int().describe('How often it was looked at.'),
      waited_ms: z.int().describe('How long it took, in milliseconds.'),
      result: jsonValue.describe('The result of the last step of the last poll.'),
    }),
  example: {
    until: "job.status == 'completed'",
    steps: [
      { type: 'directus', name: 'job', operation: 'read-item', collection: 'media_jobs', id: '{{queued.jobId}}' },
    ],
    interval_ms: 2_000,
  },
  timeout: { defaultMs: DEFAULT_TIMEOUT_MS, maxMs: 600_000 },
  async run({ until, steps, interval_ms: intervalMs }, context) {
    const { clock } = context.ports;
    const { timeoutMs = DEFAULT_TIMEOUT_MS } = context;
    const limitMs = Math.ceil(timeoutMs - Math.min(MARGIN_MS, timeoutMs / 2));
    // Steps that hang must not take longer than the waiting as a whole.
    const deadline = AbortSignal.timeout(limitMs);
    const startedAt = clock.now();
    for (let polls = 1; ; polls++) {
      const { outcomes, last } = await context
        .runSteps(['steps', polls - 1], steps, { locals: {}, signal: deadline, isFresh: true })
        .catch((cause: unknown) => {
          throw deadline.aborted && !context.signal.aborted ? waitTimeout(until, polls, timeoutMs, cause) : cause;
        });
      const waitedMs = clock.now() - startedAt;
      if (isTruthy(context.evaluate(until, outcomes))) return { polls, waited_ms: waitedMs, result: last };
      context.progress('polls', polls);
      if (waitedMs >= limitMs) throw waitTimeout(until, polls, timeoutMs);
      await clock.sleep(Math.min(intervalMs, limitMs - waitedMs), context.signal);
    }
  },
  async stub({ steps }, context) {
    const { last } = await context.runSteps(['steps', 0], steps, { locals: {} });
    return { polls: 1, waited_ms: 0, result: last };
  },
});

function waitTimeout(until: string, polls: number, timeoutMs: number, cause?: unknown): GenieError {
  return new GenieError('WAIT_TIMEOUT', `"${until}" did not hold within ${timeoutMs} ms`, {
    detail: `It was looked at ${polls} times. Raise the step's "timeout_ms" (at most 600000).`,
    data: { polls, timeoutMs },
    cause,
  });
}
