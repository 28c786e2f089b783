import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z as z3 } from 'zod3';
import {
  actionSteps,
  builtInSteps,
  checkFlow,
  createCatalogue,
  createDispatcher,
  createInterceptor,
  createPrompt,
  defineAction,
  withActions,
} from '../../../src/index.ts';
import { parseFlow } from '../../../src/flow/index.ts';
import { sourceOf } from '../../runner/harness.ts';
import { projectOf, runActionOf } from './project.ts';

const refund = defineAction({
  name: 'Refund order',
  description: 'Pays the money for an order back.',
  input: v.object({
    order: v.pipe(v.string(), v.description('The number of the order.')),
    amount: v.optional(v.number()),
    reason: v.optional(v.picklist(['late', 'broken']), 'late'),
  }),
  output: v.object({ refunded: v.number(), reason: v.string() }),
  run: ({ input }) => ({ refunded: input.amount ?? 10, reason: `${input.order} ${input.reason}` }),
});

const catalogue = createCatalogue(builtInSteps, actionSteps([refund]));

function problemsOf(...steps: object[]) {
  const text = JSON.stringify({
    slug: 'test',
    name: 'Test',
    description: 'Refunds.',
    input: {
      type: 'object',
      properties: { order: { type: 'string' }, amount: { type: 'number' } },
      required: ['order'],
    },
    steps,
    output: JSON.stringify(steps).includes('{{') ? '{{ result.refunded }}' : '$result.refunded',
  });
  return checkFlow(text, { catalogue }).diagnostics.map(({ rule, message }) => `${rule}: ${message}`);
}

describe('an action in a flow', () => {
  const step = { type: 'action:refund-order', result_key: 'result', config: { order: '$input.order' } };

  it('is a step type like any other', () => {
    expect(problemsOf(step)).toEqual([]);
    expect(problemsOf({ ...step, type: 'action:refund-oder' })[0]).toContain('action:refund-order');
  });

  it('is known to the linter: its settings, their types, and what it gives', () => {
    expect(problemsOf({ ...step, config: { ordr: 'x' } }).join('\n')).toMatch(/unknown.*ordr[\s\S]*required|ordr/);
    expect(problemsOf({ ...step, config: {} }).join('\n')).toContain('order');
    expect(problemsOf({ ...step, config: { order: 'a', amount: 'much' } }).join('\n')).toContain('amount');
    expect(problemsOf({ ...step, config: { order: 'a', reason: 'bored' } }).join('\n')).toContain('late');
    const wrongField = [step, { type: 'log', config: { message: '$result.refnded' } }];
    expect(problemsOf(...wrongField).join('\n')).toMatch(/refnded/);
  });

  it.each([
    ['the first', [step, { type: 'directus_read', config: { collection: 'orders', id: '$result.reason' } }]],
    [
      'the second',
      [
        { type: 'log', name: 'said', message: '{{ input.order }}' },
        { type: 'action:refund-order', name: 'result', config: { order: '{{input.order}}' } },
      ],
    ],
  ])('fits into flows of %s dialect', async (_, steps) => {
    expect(problemsOf(...steps)).toEqual([]);
    const flows = [{ slug: 'test', input: { type: 'object' }, steps, output: '$result' }];
    const report = await projectOf({ actions: [refund], flows }).run('test', { order: 'a1' }, { stubs: ['directus'] });
    expect(report).toMatchObject({ output: { refunded: 10, reason: 'a1 late' } });
  });

  it('is called without a parameter that nobody gave', async () => {
    const config = { order: '$input.order', amount: '$input.amount' };
    const input = { type: 'object', required: ['order'], properties: { order: {}, amount: {} } };
    const flows = [{ slug: 'test', input, steps: [{ ...step, config }], output: '$result' }];
    const report = await projectOf({ actions: [refund], flows }).run('test', { order: 'a1' });
    expect(report).toMatchObject({ output: { refunded: 10 } });
  });

  it('fails the step with every issue when its input does not fit', async () => {
    const config = { order: '$input.order', amount: '$input.amount' };
    const flows = [{ slug: 'test', steps: [{ ...step, config }] }];
    const report = await projectOf({ actions: [refund], flows }).run('test', { order: 4, amount: 'much' });
    expect(report).toMatchObject({ code: 'ACTION_INPUT_INVALID', failedStep: 0 });
    expect(report).toHaveProperty('error', expect.stringMatching(/order: .*; amount: /));
  });
});

describe('an action that is run like a flow', () => {
  it('has defaults filled in and every problem named before it runs', async () => {
    await expect(runActionOf(refund, { order: 'a1', amount: 3 })).resolves.toMatchObject({
      output: { refunded: 3, reason: 'a1 late' },
    });
    const { report } = await runActionOf(refund, { amount: 'much', reason: 'bored' });
    expect(report).toMatchObject({
      code: 'INPUT_INVALID',
      problems: ['order is required', 'amount: must be a number', 'reason: must be one of "late", "broken"'],
    });
  });

  it('checks clean as a document, whatever its schema', async () => {
    const odd = defineAction({
      name: 'odd',
      description: 'Odd keys.',
      input: v.looseObject({
        'two words': v.optional(v.string()),
        input: v.optional(v.number()),
        steps: v.array(v.number()),
      }),
      run: ({ input }) => input,
    });
    const plain = defineAction({ name: 'plain', description: 'No input.', run: () => 1 });
    const actions = [refund, odd, plain];
    const source = withActions(sourceOf(), actions);
    const own = createCatalogue(builtInSteps, actionSteps(actions));
    for (const { slug } of await source.list()) {
      const { diagnostics } = checkFlow((await source.find(slug))!.text, { catalogue: own });
      expect(diagnostics.map(({ rule, message }) => `${slug} ${rule}: ${message}`)).toEqual([]);
    }
    const given = { 'two words': 'a', steps: [1], more: { deep: [true] } };
    await expect(runActionOf(odd, given)).resolves.toMatchObject({ output: given });
    await expect(runActionOf(plain, { more: 1 })).resolves.toMatchObject({ report: { code: 'INPUT_INVALID' } });
  });

  it('keeps keys that its schema does not name, where it keeps them', async () => {
    const kept = defineAction({
      name: 'keep',
      description: 'Keeps.',
      input: z3.object({ a: z3.string() }).passthrough(),
      run: ({ input }) => input as object,
    });
    await expect(runActionOf(kept, { a: 'x', b: { c: 1 } })).resolves.toMatchObject({
      output: { a: 'x', b: { c: 1 } },
    });
  });
});

describe('an action and a model', () => {
  const source = withActions(sourceOf(), [refund]);

  it('meet in the prompt, with its description and its parameters', async () => {
    const { flow } = parseFlow((await source.find('refund-order'))!.text);
    const { text } = await createPrompt([flow!]);
    expect(text).toContain('### refund-order');
    expect(text).toContain('Pays the money for an order back.');
    expect(text).toMatch(/order .*The number of the order/);
    expect(text).toMatch(/\[ACTION:refund-order:\{"order":"[^"]+"/);
  });

  it('meet in a tag, from which nobody takes who somebody is', async () => {
    const seen: unknown[] = [];
    const action = defineAction({
      name: 'greet',
      description: 'Greets.',
      input: v.looseObject({ name: v.string() }),
      run: ({ input }) => {
        seen.push(input);
        return `Hello ${input.name}`;
      },
    });
    const runner = projectOf({ actions: [action] });
    const interceptor = createInterceptor();
    const dispatcher = createDispatcher({ runner });
    const answer = 'Sure. [ACTION:greet:{"name": "Ada", "user_id": "u9"}]';
    for (const event of [...interceptor.push(answer), ...interceptor.end()]) dispatcher.handle(event);
    await expect(dispatcher.idle()).resolves.toMatchObject([{ success: true, output: 'Hello Ada' }]);
    expect(seen).toEqual([{ name: 'Ada' }]);
  });

  it('meet in an error that the model can read: the report says it', async () => {
    const failing = defineAction({
      name: 'fail',
      description: 'Fails.',
      run: () => {
        throw new Error('out of stock');
      },
    });
    const { report } = await runActionOf(failing, {}, { trigger: 'tag' });
    expect(report).toMatchObject({ success: false, error: 'Step 1 (action:fail) failed: out of stock' });
  });
});
