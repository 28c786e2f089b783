import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Json, JsonObject } from '../../src/json.ts';
import { queryProblems } from '../../src/operations/directus-query.ts';
import { querySettings } from '../../src/operations/directus-settings.ts';
import { stepBehaviours, type StepBehaviour } from '../../src/operations/step-behaviours.ts';
import { isWrittenOpen, NOTHING_OPEN } from '../../src/step/setting-problem.ts';
import { builtInSteps } from '../../src/steps/index.ts';

const behaviours: Record<string, StepBehaviour> = stepBehaviours;
const problems = (type: string, config: JsonObject) => behaviours[type]!.problemsOf!(config, isWrittenOpen);
const typeOf = (type: string, config: JsonObject) => behaviours[type]!.resultType!(config);

test('every row of the table belongs to a step type', () => {
  const types = new Set(builtInSteps.map(({ type }) => type));
  expect(Object.keys(stepBehaviours).filter((type) => !types.has(type))).toEqual([]);
});

describe('problems of settings as a whole', () => {
  test.each<[string, JsonObject, object]>([
    ['directus_read', { id: 1, filter: {} }, { kind: 'conflict', path: ['filter'], otherPath: ['id'] }],
    ['directus', { operation: 'read-item', collection: 'a' }, { kind: 'missing', path: ['id'] }],
    ['directus', { operation: 'list-users', query: { fitler: {} } }, { kind: 'value', path: ['query', 'fitler'] }],
    ['directus', { operation: 'get-user', id: ['a'] }, { kind: 'value', path: ['id'] }],
    ['directus', { operation: 'create-user', data: [] }, { kind: 'value', path: ['data'] }],
    ['directus', { operation: 'create-item', collection: 'a', data: [{}, 5] }, { kind: 'value', path: ['data'] }],
    ['directus', { operation: 'search-items', collection: 'a', query: {} }, { kind: 'value', path: ['query'] }],
    ['directus', { operation: 'read-items', collection: 'a', query: 'cats' }, { kind: 'value', path: ['query'] }],
    ['ollama', { model: 'a' }, { kind: 'missing', path: ['prompt'], message: 'is required for "generate"' }],
    [
      'ollama',
      { operation: 'chat', messages: [], prompt: 'a' },
      { kind: 'conflict', path: ['prompt'], otherPath: ['operation'] },
    ],
    ['ollama', { messages: [], prompt: 'a' }, { kind: 'conflict', path: ['prompt'], otherPath: ['messages'] }],
    ['ollama', { messages: [], images: [] }, { kind: 'conflict', path: ['images'] }],
    ['ollama_chat', { format: { a: 'nummer' } }, { kind: 'value', path: ['format', 'a'] }],
    ['stagehand', { action: 'navigate' }, { kind: 'missing', path: ['params', 'url'] }],
    ['stagehand', { action: 'act', params: {} }, { kind: 'missing', path: ['params', 'action'] }],
    [
      'stagehand',
      { action: 'observe', params: { schema: { a: 5 } } },
      { kind: 'value', path: ['params', 'schema', 'a'] },
    ],
    ['stagehand_extract', { schema: { posts: ['sting'] } }, { kind: 'value', path: ['schema', 'posts', 0] }],
    ['http', { body: {} }, { kind: 'conflict', path: ['body'], otherPath: ['method'] }],
    ['transform', {}, { kind: 'missing', path: [] }],
    ['transform', { jsonpath: '$', template: {} }, { kind: 'conflict', path: ['template'], otherPath: ['jsonpath'] }],
    ['transform', { jsonpath: '$' }, { kind: 'missing', path: ['input'] }],
    ['transform', { template: {}, input: 1 }, { kind: 'conflict', path: ['input'], otherPath: ['template'] }],
    ['loop', { as: 'params' }, { kind: 'value', path: ['as'] }],
    ['loop', { as: 'in' }, { kind: 'value', path: ['as'] }],
  ])('%s %j', (type, config, expected) => {
    expect(problems(type, config)).toEqual([expect.objectContaining(expected)]);
  });

  test.each<[string, JsonObject]>([
    ['directus', { operation: '$input.operation' }],
    ['directus', { operation: 'read-items', collection: 'a', query: '$input.query' }],
    [
      'directus',
      { operation: 'read-items', collection: 'a', query: { limit: '{{ 1 + 1 }}', fields: ['$input.field'] } },
    ],
    ['directus', { operation: 'create-item', collection: 'a', data: '$draft' }],
    ['directus', { operation: 'create-item', collection: 'a', data: ['$draft', {}] }],
    ['directus', { operation: 'update-item', collection: 'a', id: ['a'], data: '{{ draft }}' }],
    ['directus', { operation: 'trigger-flow', id: 'a', query: { anything: 1 } }],
    ['ollama', { operation: '{{ operation }}', images: [] }],
    ['ollama_chat', { format: { a: '$input.type' } }],
    ['ollama_chat', { format: '$input.format' }],
    ['stagehand', { action: 'navigate', params: '$input.params' }],
    ['stagehand', { action: 'act', params: { instruction: 'click' } }],
    ['http', { method: '$input.method', body: {} }],
    ['http', { method: 'POST', body: {} }],
    ['transform', { expression: 'input.a', input: '$posts' }],
    ['loop', { as: 'item' }],
    ['loop', { as: 'platform' }],
  ])('finds none in %s %j', (type, config) => {
    expect(problems(type, config)).toEqual([]);
  });

  test('are found in what a text with a dollar sign became when the step runs', () => {
    const config = { operation: 'read-items', collection: 'a', query: 'costs $five' };
    expect(behaviours['directus']!.problemsOf!(config, isWrittenOpen)).toEqual([]);
    expect(behaviours['directus']!.problemsOf!(config, NOTHING_OPEN)).toHaveLength(1);
  });
});

describe('result types', () => {
  const open = { type: 'object' };
  const id = { type: 'object', properties: { id: {} }, additionalProperties: false };

  test.each<[string, JsonObject, unknown]>([
    ['directus_read', { id: '$input.id', fields: 'id' }, id],
    ['directus_read', { filter: {}, fields: ['id'] }, { type: 'array', items: id }],
    ['directus_read', { limit: 1 }, { type: ['object', 'null'] }],
    ['directus_read', { limit: '$input.limit' }, undefined],
    ['directus_read', { fields: '*,author.name' }, { type: 'array', items: open }],
    ['directus_read', { aggregate: { count: '*' }, fields: 'id' }, { type: 'array', items: open }],
    ['directus_search', { limit: 1, fields: 'id' }, { type: 'array', items: id }],
    ['directus_write', { item: [{}] }, { type: 'array', items: open }],
    ['directus_write', { item: '$draft' }, undefined],
    ['directus', { operation: 'read-items', query: { limit: 1, fields: 'id' } }, { ...id, type: ['object', 'null'] }],
    ['directus', { operation: 'read-items', query: '$input.query' }, undefined],
    ['directus', { operation: 'read-items', id: 5, limit: 2 }, { type: 'array', items: open }],
    ['directus', { operation: 'read-item', query: '$input.query' }, open],
    ['directus', { operation: 'search-items', query: 'a', fields: 'id' }, { type: 'array', items: id }],
    ['directus', { operation: 'get-me', fields: 'id' }, open],
    ['directus', { operation: 'list-users', query: { fields: 'id' } }, { type: 'array', items: id }],
    ['directus', { operation: 'list-flows' }, { type: 'array', items: open }],
    ['directus', { operation: 'trigger-flow' }, undefined],
    ['directus', { operation: 'hasOwnProperty' }, undefined],
    ['stagehand', { action: 'constructor' }, undefined],
    ['stagehand', { action: 'get-cookies' }, { type: 'array', items: { type: 'string' } }],
    ['stagehand', { action: 'extract', params: '$input.params' }, undefined],
    ['stagehand_extract', { schema: { a: 'sting' } }, undefined],
    ['transform', { jsonpath: '$[*].title' }, { type: 'array' }],
    ['transform', { jsonpath: '$.posts[0].title' }, undefined],
    ['transform', { jsonpath: "$['*']" }, undefined],
    ['transform', { template: '$post.title' }, {}],
    ['loop', {}, { type: 'array', items: open }],
    ['loop', { on_item_error: '$input.mode' }, { type: 'array', items: { type: ['object', 'null'] } }],
    ['parallel', { branches: '$input' }, undefined],
  ])('%s %j', (type, config, expected) => {
    expect(typeOf(type, config)).toEqual(expected);
  });

  test('a template has the shape that it is written in', () => {
    expect(
      typeOf('transform', { template: { id: '$post.id', tags: ['a'], note: 'plain', draft: true } }),
    ).toMatchObject({
      properties: { id: {}, tags: { type: 'array' }, note: { type: 'string' }, draft: { type: 'boolean' } },
      additionalProperties: false,
    });
  });

  test('the branches are what a parallel step gives', () => {
    const config = { branches: { one: [], two: [] }, on_branch_error: 'continue' };
    expect(typeOf('parallel', config)).toMatchObject({
      properties: { one: { type: ['object', 'null'] }, two: { type: ['object', 'null'] } },
      required: ['one', 'two'],
    });
  });
});

describe('the settings of a query', () => {
  const query = z.strictObject(querySettings);
  const values: Json[] = [
    null,
    true,
    0,
    1,
    -1,
    -2,
    0.5,
    1e300,
    '',
    ' ',
    'a',
    'a,b',
    'a,,b',
    [],
    [''],
    ['a'],
    ['a', 5],
    {},
    { a: 1 },
  ];

  test.each([...Object.keys(querySettings), 'limt', 'constructor', '__proto__'])(
    'takes the same values of %s as a run that reads them',
    (name) => {
      for (const value of values) {
        const settings = Object.fromEntries([[name, value]]);
        const isTaken = query.safeParse(settings).success;
        expect([name, value, queryProblems(settings, NOTHING_OPEN).length === 0]).toEqual([name, value, isTaken]);
      }
    },
  );
});
