import * as valibot from 'valibot';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { z as zod3 } from 'zod3';
import { builtInSteps } from '../../../src/steps/index.ts';
import type { JsonObject } from '../../../src/json.ts';
import { defineFlow, FlowDefinitionError, originOf } from '../../../src/kit/flow/index.ts';
import { CONDITION_SETTINGS } from '../../../src/kit/flow/write-step.ts';

const head = { slug: 'post', name: 'Post' };

/** What the function of a flow throws, as the author reads it. */
function mistake(work: () => unknown): { message: string; detail: string | undefined } {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof FlowDefinitionError) return { message: thrown.message, detail: thrown.detail };
    throw thrown;
  }
  throw new Error('Nothing was thrown');
}

test('the result is the document: plain frozen JSON', () => {
  const flow = defineFlow({ ...head, timeout_ms: 500 }, ({ input, step, t }) => {
    const page = step(
      'page',
      'http_request',
      { url: t`https://example.com/${input.id}` },
      { when: 'input.id != null' },
    );
    return { status: page.status };
  });
  expect(JSON.parse(JSON.stringify(flow))).toEqual({
    slug: 'post',
    name: 'Post',
    steps: [
      {
        type: 'http_request',
        result_key: 'page',
        when: 'input.id != null',
        config: { url: 'https://example.com/$input.id' },
      },
    ],
    output: { status: '$page.status' },
    timeout_ms: 500,
  });
  expect(Object.keys(flow)).toEqual(['slug', 'name', 'steps', 'output', 'timeout_ms']);
  expect(Object.isFrozen(flow) && Object.isFrozen(flow.steps) && Object.isFrozen(flow.steps[0]!['config'])).toBe(true);
});

test('dialect 2 is flat, its references stand between braces, and the parameters are called params', () => {
  const flow = defineFlow({ ...head, dialect: 2 }, ({ input, step, t, expr }) => {
    const page = step('page', 'http', { url: t`https://example.com/${input.id}` });
    step('row', 'directus_read', { collection: 'posts', id: page.body });
    step(null, 'log', { message: expr`size(${input.id})` }, { when: expr`${page.ok} && ${input.id} == ${'x'}` });
  });
  expect(flow.steps).toEqual([
    { type: 'http', name: 'page', url: 'https://example.com/{{params.id}}' },
    { type: 'directus_read', result_key: 'row', config: { collection: 'posts', id: '{{page.body}}' } },
    { type: 'log', when: 'page.ok && params.id == "x"', message: '{{ size(params.id) }}' },
  ]);
});

describe('a text', () => {
  const texts = (build: Parameters<typeof defineFlow>[1]) => defineFlow(head, build).output;

  test('keeps what stands in it as text, also when it looks like a reference', () => {
    expect(texts(({ t }) => t`costs $5, $$ and $name, {{ x }}`)).toBe('costs $5, $$$$ and $$name, {{ "{{" }} x }}');
  });

  test('puts a reference between braces where the text behind would prolong it', () => {
    expect(texts(({ input, t }) => t`${input.a}s ${input.a}.b ${input.a}[0] ${input.a}, ${input.a}.`)).toBe(
      '{{input.a}}s {{input.a}}.b {{input.a}}[0] $input.a, $input.a.',
    );
  });

  test('keeps a dollar sign and a brace before a reference apart from it', () => {
    expect(texts(({ input, t }) => t`$${input.a} {${input.a}} {${input.a}s`)).toBe(
      '$$$input.a {$input.a} {{ "{" }}{{input.a}}s',
    );
  });

  test('takes texts, numbers and texts made by the same tag', () => {
    expect(texts(({ input, t }) => t`${'$x'} ${5} ${t`<${input.a}>`}`)).toBe('$$x 5 <$input.a>');
  });
});

test('a list, a schema and nested steps become JSON where they stand', () => {
  const flow = defineFlow(head, ({ input, step, loop, always }) => {
    step('tags', 'ollama_generate', { prompt: 'Tags', format: z.object({ tags: z.array(z.string()) }) });
    const rounds = loop('rounds', { items: [input.a, 'b'], as: 'word' }, ({ item, index }) => {
      step('one', 'log', { message: item, data: { index } });
    });
    step('found', 'condition', { if: true, then: () => step(null, 'delay', { ms: 1 }), else: undefined });
    step(null, 'parallel', { branches: { left: () => step('two', 'delay', { ms: 1 }), right: () => {} } });
    step(null, 'delay', { ms: 2 }, { on_error: ({ error }) => step(null, 'log', { message: error.message }) });
    always(() => step(null, 'log', { message: rounds[0].one }));
  });
  const [tags, rounds, found, both, tolerant] = flow.steps;
  expect(tags!['config']).toMatchObject({ format: { type: 'object', required: ['tags'] } });
  expect(rounds!['config']).toEqual({
    items: ['$input.a', 'b'],
    as: 'word',
    steps: [{ type: 'log', result_key: 'one', config: { message: '$word', data: { index: '$index' } } }],
  });
  expect(found!['config']).toEqual({ if: true, then: [{ type: 'delay', config: { ms: 1 } }] });
  expect(both!['config']).toEqual({
    branches: { left: [{ type: 'delay', result_key: 'two', config: { ms: 1 } }], right: [] },
  });
  expect(tolerant!['on_error']).toEqual({ steps: [{ type: 'log', config: { message: '$error.message' } }] });
  expect(flow.finally).toEqual([{ type: 'log', config: { message: '$rounds[0].one' } }]);
});

test.each([
  ['zod 4', z.object({ topic: z.string(), tone: z.string().default('calm') })],
  ['zod 3', zod3.object({ topic: zod3.string(), tone: zod3.string().default('calm') })],
  ['Valibot', valibot.object({ topic: valibot.string(), tone: valibot.optional(valibot.string(), 'calm') })],
])('parameters described with %s are described as they come in', (_, input) => {
  const flow = defineFlow({ ...head, input }, () => {});
  expect(flow.input).toMatchObject({
    type: 'object',
    required: ['topic'],
    properties: { topic: { type: 'string' }, tone: { type: 'string', default: 'calm' } },
  });
});

describe('is refused', () => {
  test('a second step of a name, with both places', () => {
    const { message, detail } = mistake(() =>
      defineFlow(head, ({ step }) => {
        step('a', 'delay', { ms: 1 });
        step('a', 'log', { message: 'x' });
      }),
    );
    expect(message).toBe('Step "a" (log): there is a step of that name already');
    expect(detail).toMatch(/define-flow\.test\.ts:\d+:\d+\nThe first one: .*define-flow\.test\.ts:\d+:\d+$/);
  });

  test.each(['input', 'loop', '9a', 'a b'])('the name %s', (name) => {
    expect(mistake(() => defineFlow(head, ({ step }) => step(name, 'delay', { ms: 1 }) && undefined)).message).toMatch(
      /name/,
    );
  });

  test('a result read outside of the loop that makes it', () => {
    const { message } = mistake(() =>
      defineFlow(head, ({ step, loop }) => {
        const results: unknown[] = [];
        loop('rounds', { items: [1] }, () => void results.push(step('inner', 'delay', { ms: 1 })));
        step('after', 'log', { message: 'x', data: results[0] as string });
      }),
    );
    expect(message).toBe('Step "after" (log): "inner" is made in "rounds" (loop) and cannot be read outside');
  });

  test('the item of a loop that is hidden by that of a loop inside', () => {
    const { message } = mistake(() =>
      defineFlow(head, ({ step, loop }) => {
        loop('outer', { items: [[1]] }, ({ item: row }) => {
          loop('inner', { items: [1] }, () => step(null, 'log', { message: 'x', data: row }));
        });
      }),
    );
    expect(message).toContain('"item" of "outer" (loop) is hidden by that of "inner" (loop)');
  });

  test('a result of another flow', () => {
    let stolen: unknown;
    defineFlow(head, ({ step }) => void (stolen = step('a', 'delay', { ms: 1 })));
    expect(mistake(() => defineFlow(head, () => stolen as string)).message).toContain('"a" is of another flow');
  });

  test('a reference in a plain template', () => {
    const { message, detail } = mistake(() => defineFlow(head, ({ input }) => `Hello ${String(input.name)}`));
    expect(message).toContain('input.name is no text yet');
    expect(detail).toContain('t`Hello');
  });

  test.each(['then', 'constructor', '__proto__', 'toJSON'])('the field %s', (field) => {
    const { message } = mistake(() => defineFlow(head, ({ input }) => (input as Record<string, string>)[field]!));
    expect(message).toContain(`input cannot be read for "${field}"`);
  });

  test.each([
    ['a date', new Date(0)],
    ['no number', Number.NaN],
    ['a big integer', 5n],
    ['a symbol', Symbol('x')],
  ])('%s among the settings, with its place', (_, value) => {
    const { message } = mistake(() =>
      defineFlow(head, ({ step }) => void step('a', 'log', { message: 'x', data: { at: value as unknown as string } })),
    );
    expect(message).toMatch(/^Step "a" \(log\): data\.at: /);
  });

  test('the result of a step without a name', () => {
    const { message } = mistake(() =>
      defineFlow(head, ({ step }) => step(null, 'delay', { ms: 1 }) as unknown as string),
    );
    expect(message).toContain('The result of a step delay is read that has no name');
  });

  test('a function that is asynchronous', () => {
    const { message } = mistake(() => defineFlow(head, (async () => {}) as unknown as () => void));
    expect(message).toContain('asynchronous');
  });

  test('a step after the flow is finished', () => {
    let late: (() => unknown) | undefined;
    defineFlow(head, ({ step }) => void (late = () => step('a', 'delay', { ms: 1 })));
    expect(mistake(() => late!()).message).toContain('the flow is finished');
  });
});

test('where each step was written is kept beside the document', () => {
  const flow = defineFlow(head, ({ step, loop }) => {
    loop('rounds', { items: [1] }, () => {
      step('a', 'delay', { ms: 1 });
    });
  });
  const steps = originOf(flow)!.steps;
  expect([...steps.keys()]).toEqual(['/steps/0', '/steps/0/config/steps/0']);
  expect(steps.get('/steps/0')!.line + 1).toBe(steps.get('/steps/0/config/steps/0')!.line);
});

test('settings that hold an expression are those of the step types', () => {
  const held = builtInSteps.flatMap(({ type, rawSettings }) =>
    Object.entries(rawSettings).flatMap(([name, kind]) => (kind === 'expression' ? [[type, name] as const] : [])),
  );
  expect(Object.fromEntries(held)).toEqual(CONDITION_SETTINGS);
});

test('an own type goes by its name or as it is', () => {
  const flow = defineFlow(head, ({ step }) => {
    const own = step('own', { type: 'greet' }, { name: 'Ann', inside: () => void step(null, 'delay', { ms: 1 }) });
    return own.text;
  });
  const inside: JsonObject[] = [{ type: 'delay', config: { ms: 1 } }];
  expect(flow.steps).toEqual([{ type: 'greet', result_key: 'own', config: { name: 'Ann', inside } }]);
  expect(flow.output).toBe('$own.text');
});
