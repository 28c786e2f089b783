import { z } from 'zod';
import { defineStep } from '../step.ts';

export const delay = defineStep({
  type: 'delay',
  dialect: 2,
  summary: 'Wait for a number of milliseconds.',
  needs: ['clock'],
  effect: 'none',
  config: () => z.strictObject({ ms: z.int().min(0).max(120_000).describe('How long to wait, in milliseconds.') }),
  result: () => z.strictObject({ waited_ms: z.int().describe('How long was waited, in milliseconds.') }),
  example: { ms: 500 },
  async run({ ms }, { ports, signal }) {
    await ports.clock.sleep(ms, signal);
    return { waited_ms: ms };
  },
  stub: ({ ms }) => ({ waited_ms: ms }),
});
