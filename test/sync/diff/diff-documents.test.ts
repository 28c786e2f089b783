import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/json.ts';
import { diffDocuments } from '../../../src/sync/index.ts';

const log = (name: string, message = 'x') => ({ type: 'log', name, message });
const flow = (...steps: Json[]): JsonObject => ({ slug: 'a', name: 'A', steps });

/** `changed step "a": message: "x" -> "y"` */
function told(before: JsonObject, after: JsonObject): string[] {
  return diffDocuments(before, after).map((change) => {
    const values = [change.before, change.after].map((value) => (value === undefined ? '' : JSON.stringify(value)));
    return `${change.kind} ${change.what}: ${values.join(' -> ')}`;
  });
}

describe('keys of the flow', () => {
  test('are told one by one, objects by what is in them', () => {
    const before = { name: 'A', input: { properties: { a: 1, b: { c: 1 } } }, output: 1 };
    const after = { name: 'B', input: { properties: { a: 1, b: { c: 2 }, 'd e': 1 } }, confirm: true };
    expect(told(before, after)).toEqual([
      'changed name: "A" -> "B"',
      'changed input.properties.b.c: 1 -> 2',
      'added input.properties["d e"]:  -> 1',
      'removed output: 1 -> ',
      'added confirm:  -> true',
    ]);
  });

  test('leave out what only editors read, and defaults', () => {
    expect(told({ $schema: 'a', $lint: {}, active: true, confirm: false }, { $schema: 'b', description: '' })).toEqual(
      [],
    );
  });

  test('lists that hold no steps are told as a whole', () => {
    expect(told({ input: { required: ['a'] } }, { input: { required: ['a', 'b'] } })).toEqual([
      'changed input.required: ["a"] -> ["a","b"]',
    ]);
  });
});

describe('steps', () => {
  test('are the same by the name of their result', () => {
    const before = flow(log('a'), log('b'), log('c'));
    const after = flow(log('b'), log('a', 'y'), log('d', 'new'), log('c'));
    expect(told(before, after)).toEqual([
      'moved step "b": 2 -> 1',
      'changed step "a": message: "x" -> "y"',
      'added step "d":  -> {"type":"log","name":"d","message":"new"}',
    ]);
  });

  test('settings are told with their place in the step, whose pointer leads to them', () => {
    const step = (temperature: number) => ({
      type: 'ollama_chat',
      result_key: 'caption',
      config: { options: { temperature } },
    });
    expect(diffDocuments(flow(log('a'), step(1)), flow(log('a'), step(2)), 'remote')).toEqual([
      {
        side: 'remote',
        kind: 'changed',
        what: 'step "caption": config.options.temperature',
        pointer: '/steps/1/config/options/temperature',
        before: 1,
        after: 2,
      },
    ]);
  });

  test('without a name are the same when nothing changed, wherever they stand', () => {
    const unnamed = ['a', 'b', 'c'].map((message) => ({ type: 'log', message }));
    expect(told(flow(...unnamed), flow(unnamed[2]!, unnamed[0]!, unnamed[1]!))).toEqual(['moved step 1 (log): 3 -> 1']);
    expect(told(flow(...unnamed), flow(unnamed[0]!, unnamed[2]!))).toHaveLength(1);
  });

  test('without a name are the same when they stand between the same neighbours', () => {
    const before = flow(log('a'), { type: 'delay', ms: 1 }, { type: 'log', message: 'x' }, log('b'));
    const after = flow(log('a'), { type: 'delay', ms: 2 }, { type: 'log', message: 'y' }, log('b'));
    expect(told(before, after)).toEqual([
      'changed step 2 (delay): ms: 1 -> 2',
      'changed step 3 (log): message: "x" -> "y"',
    ]);
  });

  test('without a name are the same when they have much in common', () => {
    const call = (url: string) => ({ type: 'http', url, method: 'POST', body: { a: 1 } });
    const other = { type: 'http', url: 'other' };
    expect(told(flow(call('a')), flow(other, call('b')))).toEqual([
      'added step 1 (http):  -> {"type":"http","url":"other"}',
      'changed step 2 (http): url: "a" -> "b"',
    ]);
  });

  test('that got another name are the same', () => {
    expect(told(flow(log('a')), flow(log('b')))).toEqual(['changed step "b": name: "a" -> "b"']);
    expect(told(flow(log('a', 'x')), flow(log('b', 'y')))).toHaveLength(2);
  });

  test('whose name is there twice are told apart by what they do', () => {
    const before = flow(log('a', 'x'), log('a', 'y'));
    expect(told(before, flow(log('a', 'y')))).toEqual([
      'removed step "a": {"type":"log","name":"a","message":"x"} -> ',
    ]);
  });

  test('inside of other steps are told like others, with the number that a failure has', () => {
    const nested = (message: string): JsonObject => ({
      slug: 'a',
      steps: [
        { type: 'condition', if: 'x', then: [{ type: 'loop', items: [], steps: [{ type: 'log', message }] }] },
        { type: 'parallel', branches: { left: [{ type: 'log', message }] } },
        { type: 'http_request', config: { url: 'x' }, on_error: { steps: [{ type: 'log', message }] } },
        { type: 'loop', name: 'each', config: { items: [], steps: [{ type: 'log', message }] } },
      ],
      finally: [{ type: 'log', message }],
    });
    expect(diffDocuments(nested('x'), nested('y')).map(({ what, pointer }) => `${what} at ${pointer}`)).toEqual([
      'step 1.then.1.steps.1 (log): message at /steps/0/then/0/steps/0/message',
      'step 2.branches.left.1 (log): message at /steps/1/branches/left/0/message',
      'step 3.on_error.1 (log): message at /steps/2/on_error/steps/0/message',
      'step 4.steps.1 (log): message at /steps/3/config/steps/0/message',
      'step finally.1 (log): message at /finally/0/message',
    ]);
  });

  test('of a project are looked into when it says what they hold', () => {
    const tree = (message: string) => flow({ type: 'retry', config: { body: [log('inner', message)] } });
    const settings = (type: string) => (type === 'retry' ? { body: 'steps' } : undefined);
    const [whole] = diffDocuments(tree('x'), tree('y'));
    expect(whole?.what).toBe('step 1 (retry): config.body');
    const [inner] = diffDocuments(tree('x'), tree('y'), 'local', settings);
    expect(inner?.what).toBe('step "inner": message');
  });

  test('that are no steps are told as what they are', () => {
    expect(told({ steps: ['a', null, 5] }, { steps: [null, ['b'], {}] })).toHaveLength(4);
    expect(told({ steps: { a: 1 } }, { steps: [] })).toEqual(['changed steps: {"a":1} -> []']);
    expect(told(flow(log('a')), flow({ ...log('a'), type: { odd: 1 } }))).toHaveLength(1);
  });
});
