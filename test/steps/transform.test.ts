import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { transform } from '../../src/steps/transform.ts';
import { rejection, runStep, stepContext } from '../fakes/ports.ts';

const posts = {
  posts: [
    { title: 'one', likes: 3 },
    { title: 'two', likes: 12 },
  ],
};

describe('transform', () => {
  it.each<[string, Json]>([
    ['$.posts[0].title', 'one'],
    ["$['posts'][-1]['title']", 'two'],
    ['$', posts],
    ['$.posts[*].title', ['one', 'two']],
    ['$..likes', [3, 12]],
    ['$.posts[?@.likes > 10].title', ['two']],
    ['$.posts[0:1].title', ['one']],
    ['$.posts[0,1].likes', [3, 12]],
    ['$.nothing[*]', []],
  ])('finds %s', async (jsonpath, found) => {
    expect(await runStep(transform, { input: posts, jsonpath })).toEqual(found);
  });

  it('fails when the one place is not there, and when the path is none', async () => {
    const missing = runStep(transform, { input: posts, jsonpath: '$.posts[5].title' });
    expect(await rejection(missing)).toMatchObject({ code: 'JSONPATH_NO_MATCH', isRetryable: false });
    const broken = runStep(transform, { input: posts, jsonpath: '$.posts[' });
    expect(await rejection(broken)).toMatchObject({ code: 'JSONPATH_INVALID', isRetryable: false });
    const inherited = runStep(transform, { input: {}, jsonpath: '$.constructor' });
    expect(await rejection(inherited)).toMatchObject({ code: 'JSONPATH_NO_MATCH' });
  });

  it('evaluates an expression, in which the input goes by the name input', async () => {
    const asked: Array<[string, JsonObject | undefined]> = [];
    const evaluate = (source: string, locals?: JsonObject) => {
      asked.push([source, locals]);
      return 7;
    };
    const context = stepContext(undefined, { evaluate });
    expect(await runStep(transform, { expression: 'size(posts)' }, context)).toBe(7);
    expect(await runStep(transform, { input: [1], expression: 'size(input)' }, context)).toBe(7);
    expect(asked).toEqual([
      ['size(posts)', undefined],
      ['size(input)', { input: [1] }],
    ]);
    expect(transform.rawSettings).toEqual({ expression: 'expression' });
  });

  it('gives a template as it was filled in', async () => {
    expect(await runStep(transform, { template: { a: [null, '$5'] } })).toEqual({ a: [null, '$5'] });
    expect(await runStep(transform, { template: null })).toBeNull();
  });

  it.each<[JsonObject]>([
    [{}],
    [{ input: 1 }],
    [{ jsonpath: '$' }],
    [{ input: 1, jsonpath: 'posts' }],
    [{ input: 1, jsonpath: '$', expression: 'x' }],
    [{ input: 1, template: {} }],
  ])('refuses %j', (config) => {
    expect(transform.config.safeParse(config).success).toBe(false);
  });
});
