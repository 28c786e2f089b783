import { z } from 'zod';
import { GenieError } from '../errors.ts';
import { jsonObject, jsonValue, textLike } from '../operations/json-settings.ts';
import { runSideBySide } from '../operations/run-side-by-side.ts';
import { stepBehaviours } from '../operations/step-behaviours.ts';
import { defineStep, stepList, type StepContext } from '../step.ts';

const config = () =>
  z.strictObject({
    items: z.array(jsonValue).describe('The list to go through.'),
    steps: stepList().describe(
      'Steps that run for each item. They see it as `item`, and its place, counted from 0, as `index`.',
    ),
    as: textLike(/^[A-Za-z_]\w*$/, 'must be a name: letters, digits and "_"')
      .default('item')
      .describe('Another name for the item.'),
    concurrency: z.int().min(1).max(100).default(1).describe('How many items are worked on at the same time.'),
    max_items: z.int().min(1).default(1_000).describe('A longer list fails before the first item.'),
    on_item_error: z
      .enum(['fail', 'continue'])
      .default('fail')
      .describe(
        '`fail`: the first failure ends the step, and rounds that run at the same time are stopped. `continue`: a failed round is `null` in the list.',
      ),
  });

export const loop = defineStep({
  type: 'loop',
  dialect: 2,
  summary: 'Run steps for each item of a list.',
  needs: [],
  effect: 'none',
  config,
  result: () => z.array(jsonObject.nullable()).describe('For each item the results of its round by key.'),
  example: {
    items: ['onlyfans', 'fansly'],
    as: 'platform',
    steps: [{ type: 'log', message: 'Looking at {{platform}}' }],
  },
  timeout: null,
  ...stepBehaviours.loop,
  run: goThrough,
  stub: goThrough,
});

async function goThrough(
  settings: z.output<ReturnType<typeof config>>,
  context: Pick<StepContext, 'runSteps' | 'signal' | 'progress' | 'warn'>,
) {
  const { items, steps, as, concurrency, max_items: maxItems, on_item_error: onError } = settings;
  if (items.length > maxItems) {
    throw new GenieError('LOOP_TOO_LONG', `The list has ${items.length} items, at most ${maxItems} are allowed`, {
      isRetryable: false,
      detail: 'Raise "max_items" of the step, or read fewer items.',
      data: { items: items.length, maxItems },
    });
  }
  return runSideBySide(
    {
      count: items.length,
      concurrency,
      onError,
      async run(index, signal) {
        const locals = { [as]: items[index] ?? null, index };
        return (await context.runSteps(['steps', index], steps, { locals, signal })).results;
      },
    },
    context,
  );
}
