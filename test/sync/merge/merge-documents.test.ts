import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/json.ts';
import { mergeDocuments, type FlowChange } from '../../../src/sync/index.ts';

const log = (name: string, message = 'x'): JsonObject => ({ type: 'log', name, message });
const flow = (...steps: Json[]): JsonObject => ({ slug: 'a', name: 'A', active: true, steps });
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => log(name)) as [JsonObject, JsonObject, JsonObject, JsonObject];

function merged(base: JsonObject, local: JsonObject, remote: JsonObject): JsonObject | string[] {
  const result = mergeDocuments(base, local, remote);
  return 'document' in result ? result.document : result.conflicts.map(({ kind, what }) => `${kind} ${what}`);
}

/** The names of the steps in the merged document, or the conflicts. */
function order(base: Json[], local: Json[], remote: Json[]): string {
  const result = merged(flow(...base), flow(...local), flow(...remote));
  if (Array.isArray(result)) return `conflict: ${result.join(', ')}`;
  return (result['steps'] as { name: string }[]).map(({ name }) => name).join(' ');
}

function conflictsOf(base: JsonObject, local: JsonObject, remote: JsonObject): FlowChange[] {
  const result = mergeDocuments(base, local, remote);
  return 'conflicts' in result ? result.conflicts : [];
}

describe('keys', () => {
  test('that different sides changed are merged, down into objects', () => {
    const base = { ...flow(a), input: { properties: { one: 1, two: 2 } }, output: 'x' };
    const local = { ...base, description: 'here', input: { properties: { one: 10, two: 2, three: 3 } } };
    const { output, ...without } = base;
    const remote = { ...without, timeout_ms: 5, input: { properties: { one: 1 } } };
    expect(output).toBe('x');
    expect(merged(base, local, remote)).toEqual({
      ...flow(a),
      description: 'here',
      input: { properties: { one: 10, three: 3 } },
      timeout_ms: 5,
    });
  });

  test('that both changed differently are a conflict, which says all three values', () => {
    expect(conflictsOf({ output: 1, name: 'A' }, { output: 2, name: 'B' }, { output: 3, name: 'A' })).toEqual([
      { side: 'both', kind: 'changed', what: 'output', pointer: '/output', before: 1, after: 2, afterRemote: 3 },
    ]);
  });

  test.each([
    ['removed here, changed there', { output: 1 }, {}, { output: 2 }, 'changed output'],
    ['changed here, removed there', { output: 1 }, { output: 2 }, {}, 'changed output'],
    ['added differently', {}, { output: { a: 1 } }, { output: { b: 1 } }, 'added output'],
    [
      'lists that hold no steps',
      { input: { a: [1] } },
      { input: { a: [1, 2] } },
      { input: { a: [0, 1] } },
      'changed input.a',
    ],
  ])('%s: a conflict', (_name, base, local, remote, conflict) => {
    expect(merged(base, local as JsonObject, remote as JsonObject)).toEqual([conflict]);
  });

  test('that both changed alike are no conflict', () => {
    expect(merged({ output: 1 }, { output: 2, name: 'A' }, { output: 2, timeout_ms: 1 })).toEqual({
      name: 'A',
      active: true,
      output: 2,
      timeout_ms: 1,
    });
  });

  test('called __proto__ and constructor are keys like others', () => {
    const parse = (text: string) => JSON.parse(text) as JsonObject;
    const base = parse('{"output":{"__proto__":{"a":1},"constructor":{"b":1}}}');
    const local = parse('{"output":{"__proto__":{"a":2},"constructor":{"b":1}}}');
    const remote = parse('{"output":{"__proto__":{"a":1},"constructor":{"b":2},"toString":1}}');
    const document = merged(base, local, remote);
    expect(JSON.stringify(document)).toBe(
      '{"active":true,"output":{"__proto__":{"a":2},"constructor":{"b":2},"toString":1}}',
    );
    expect(Object.prototype).not.toHaveProperty('a');
  });
});

describe('the order of steps', () => {
  test.each([
    ['added at different places', [a, b], [c, a, b], [a, b, d], 'c a b d'],
    ['added at one place, the same', [a, b], [a, c, b], [a, c, b], 'a c b'],
    ['added and removed', [a, b], [b], [a, b, c], 'b c'],
    ['removed on both sides', [a, b, c], [b, c], [a, b], 'b'],
    ['moved here, added there', [a, b, c], [c, a, b], [a, d, b, c], 'c a d b'],
    ['moved alike', [a, b, c], [c, a, b], [c, a, b], 'c a b'],
    ['different steps moved', [a, b, c, d], [b, a, c, d], [a, b, d, c], 'b a d c'],
    ['moved differently, each pair of steps by one side', [a, b, c], [b, c, a], [c, a, b], 'c b a'],
    ['moved here, changed there', [a, b], [b, a], [a, log('b', 'y')], 'b a'],
    ['moved here, removed there', [a, b, c], [b, a, c], [b, c], 'b c'],
    ['a run of steps added', [a], [c, d, a], [a, b], 'c d a b'],
    ['everything removed, nothing else changed', [a, b], [], [a, b], ''],
  ] as [string, Json[], Json[], Json[], string][])('%s', (_name, base, local, remote, result) => {
    expect(order(base, local, remote)).toBe(result);
    expect(order(base, remote, local)).toBe(result);
  });

  test.each([
    ['different steps added at one place', [a, b], [a, c, b], [a, d, b], 'added step "c" and step "d"'],
    ['different steps added at the end', [a], [a, c], [a, d], 'added step "c" and step "d"'],
    ['the same name added at different places', [a, b], [c, a, b], [a, b, log('c', 'y')], 'added step "c"'],
    ['changed here, removed there', [a, b], [log('a', 'y'), b], [b], 'changed step "a"'],
    ['added between steps that were taken apart', [a, b, c], [a, d, b, c], [b, c, a], 'added step "d"'],
    ['moved so that each stands before the next', [a, b, c], [b, a, c], [a, c, b], 'moved steps'],
  ] as [string, Json[], Json[], Json[], string][])('%s: a conflict', (_name, base, local, remote, conflict) => {
    expect(order(base, local, remote)).toBe(`conflict: ${conflict}`);
  });
});

describe('settings of a step', () => {
  const chat = (config: JsonObject, more: JsonObject = {}) =>
    flow({ type: 'ollama_chat', result_key: 'caption', config, ...more });

  test('that different sides changed are merged', () => {
    const base = chat({ model: 'small', options: { seed: 1, temperature: 1 } });
    const local = chat({ model: 'large', options: { seed: 1, temperature: 1 } }, { when: 'x' });
    const remote = chat({ model: 'small', options: { seed: 1, temperature: 0 } });
    expect(merged(base, local, remote)).toEqual(
      chat({ model: 'large', options: { seed: 1, temperature: 0 } }, { when: 'x' }),
    );
  });

  test('that both changed are a conflict of that setting', () => {
    expect(merged(chat({ model: 'a' }), chat({ model: 'b' }), chat({ model: 'c' }))).toEqual([
      'changed step "caption": config.model',
    ]);
  });

  test('of a step that became another one are not merged', () => {
    const base = flow({ ...log('a'), when: 'x' });
    const local = flow({ type: 'error', name: 'a', message: 'x', when: 'x' });
    const remote = flow({ ...log('a'), when: 'y' });
    expect(merged(base, local, remote)).toEqual(['changed step "a"']);
    const asEnvelope = flow({ type: 'log', name: 'a', when: 'x', config: { message: 'x' } });
    expect(merged(base, asEnvelope, flow({ ...log('a', 'y'), when: 'x' }))).toEqual(['changed step "a"']);
  });

  test('are merged inside of nested lists, too', () => {
    const nested = (first: string, second: string, more: Json[] = []): JsonObject =>
      flow({
        type: 'condition',
        if: 'x',
        then: [log('one', first), { type: 'parallel', branches: { left: [log('two', second), ...more] } }],
      });
    expect(merged(nested('x', 'x'), nested('y', 'x'), nested('x', 'y', [log('three')]))).toEqual(
      nested('y', 'y', [log('three')]),
    );
  });

  test('of a step without a name that both rewrote are a conflict', () => {
    const step = (message: string, data: string) => flow(log('a'), { type: 'log', message, data }, log('b'));
    expect(merged(step('x', '1'), step('y', '2'), step('z', '1'))).toEqual(['changed step 2 (log): message']);
    const removed = flow(log('a'), log('b'));
    expect(merged(step('x', '1'), step('y', '1'), removed)).toEqual(['changed step 2 (log)']);
  });

  test('of a step without a name that one side rewrote and the other removed are a conflict, also where nobody can tell', () => {
    const [known, rewritten] = [
      { type: 'log', message: 'x', data: 1 },
      { type: 'log', message: 'y', data: 1, when: 'z' },
    ];
    const base = flow(log('a'), known);
    expect(merged(base, flow(rewritten), flow(log('a')))).toEqual(['changed step 1 (log)']);
    expect(merged(base, flow(log('a')), flow(rewritten))).toEqual(['changed step 1 (log)']);
    expect(merged(base, flow({ type: 'log', message: 'new' }), flow(log('a')))).toEqual(
      flow({ type: 'log', message: 'new' }),
    );
  });

  test('a step that was moved into a list and changed by the other side is a conflict', () => {
    const base = flow(log('a'), { type: 'condition', name: 'c', if: 'x', then: [] });
    const local = flow({ type: 'condition', name: 'c', if: 'x', then: [log('a')] });
    expect(merged(base, local, flow(log('a', 'y'), { type: 'condition', name: 'c', if: 'x', then: [] }))).toEqual([
      'changed step "a"',
    ]);
  });
});
