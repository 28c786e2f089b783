import { z } from 'zod';
import type { Json } from '../json.ts';
import { jsonValue } from '../operations/json-settings.ts';
import { defineStep, type StepContext } from '../step.ts';

function end({ value = null }: { value?: Json | undefined }, { endFlow }: Pick<StepContext, 'endFlow'>): never {
  return endFlow(value);
}

export const returnStep = defineStep({
  type: 'return',
  dialect: 2,
  summary: 'End the flow at once, successfully, with an output.',
  needs: [],
  effect: 'none',
  config: () => z.strictObject({ value: jsonValue.optional().describe("The flow's output; `null` without it.") }),
  result: () => z.never(),
  example: { value: { post_id: '{{post.id}}' } },
  absence: { value: 'omit' },
  taint: { sinks: { value: 'output' } },
  run: end,
  stub: end,
});
