import { z } from 'zod';
import { jsonValue } from '../operations/json-settings.ts';
import { defineStep, type StepContext } from '../step.ts';

const config = () =>
  z.strictObject({
    message: z.string().describe('What to say.'),
    level: z.enum(['debug', 'info', 'warn', 'error']).default('info').describe('How much it matters.'),
    data: jsonValue.optional().describe('Further values, for programs.'),
  });

/** Goes to the events: standard output is for the result alone. */
function say(
  { message, level, data = null }: z.output<ReturnType<typeof config>>,
  { progress }: Pick<StepContext, 'progress'>,
) {
  progress('log', 1, { text: message, data: { level, data } });
  return { logged: true as const };
}

export const log = defineStep({
  type: 'log',
  dialect: 2,
  summary: 'Say something in the events of the run.',
  needs: [],
  effect: 'none',
  config,
  result: () => z.strictObject({ logged: z.literal(true) }),
  example: { message: 'Found {{size(posts)}} posts', level: 'info' },
  absence: { message: 'text', data: 'omit' },
  taint: { sinks: { message: 'log', data: 'log' } },
  run: say,
  stub: say,
});
