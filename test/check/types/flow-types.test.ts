import { describe, expect, it } from 'vitest';
import type { DirectusSnapshot, SnapshotField } from '../../../src/check/project-facts.ts';
import { typeText } from '../../../src/check/types/index.ts';
import type { Type } from '../../../src/check/types/type.ts';
import type { JsonObject } from '../../../src/json.ts';
import { typedFlow } from './describe-flow.ts';

const field = (name: string, type: Type, directusType = 'string', relatedCollection?: string): SnapshotField => ({
  name,
  type,
  directusType,
  isRequired: false,
  relatedCollection,
});
const snapshot: DirectusSnapshot = {
  file: 'directus/schema.json',
  date: undefined,
  collections: new Map([
    [
      'posts',
      new Map(
        [
          field('id', { kind: 'number', isInteger: true }, 'integer'),
          field('title', { kind: 'string' }),
          field('author', { kind: 'string', format: 'uuid' }, 'uuid', 'authors'),
        ].map((each) => [each.name, each]),
      ),
    ],
  ]),
};
const read = (config: JsonObject): JsonObject => ({
  type: 'directus_read',
  result_key: 'r',
  config: { collection: 'posts', ...config },
});

describe('the type of a result', () => {
  it.each<[string, JsonObject, string]>([
    ['a read by id', { id: 3, fields: 'id,title' }, '{ id, title }'],
    ['a read of one', { limit: 1, fields: ['title', 'author.name'] }, '{ title, author }'],
    ['a read of several', { limit: 3 }, 'a list of posts'],
    ['a read of totals', { aggregate: { count: '*' }, limit: 1 }, 'an object'],
  ])('of %s', (_, config, text) => {
    expect(typedFlow([read(config)]).resultText('r')).toBe(text);
  });

  it.each<[string, JsonObject, string]>([
    ['all fields of the snapshot', { id: 3 }, '{ id: int, title: string, author }'],
    ['the types of the fields that are read', { id: 3, fields: 'title,author.name' }, '{ title: string, author }'],
    ['nothing of fields with a wildcard inside', { id: 3, fields: 'author.*' }, 'an object'],
  ])('has %s', (_, config, text) => {
    expect(typedFlow([read(config)], { project: { snapshot } }).resultText('r')).toBe(text);
  });

  it('is what the settings of a model step ask for', () => {
    const flow = typedFlow([
      { type: 'ollama', name: 'a', prompt: 'Hi', format: { tags: 'string[]', score: 'number' } },
      { type: 'transform', name: 'b', expression: 'a.json' },
    ]);
    expect(flow.resultText('b')).toBe('{ tags: list, score: number }');
  });

  it.each<[string, JsonObject, string]>([
    ['a list from a wildcard', { input: '{{params}}', jsonpath: '$.a[*].b' }, 'a list'],
    ['anything from a plain path', { input: '{{params}}', jsonpath: '$.a.b' }, 'a value'],
    [
      'a template',
      { template: { a: '{{params.n}}', b: 'n: {{params.n}}', c: [1, 2] } },
      '{ a: int, b: string, c: list }',
    ],
    ['a comparison', { expression: 'params.n > 3' }, 'true or false'],
    ['either branch', { expression: 'params.n > 3 ? "many" : params.n' }, 'a string or a whole number'],
    ['what is left of a list', { expression: 'params.tags.filter(tag, tag != "x")' }, 'a list of strings'],
    ['its own input', { input: '{{params.tags}}', expression: 'input' }, 'a list of strings'],
    ['the number of entries', { expression: 'size(params.tags)' }, 'a whole number'],
  ])('of a transform is %s', (_, config, text) => {
    const input = {
      type: 'object',
      properties: { n: { type: 'integer' }, tags: { type: 'array', items: { type: 'string' } } },
    };
    expect(typedFlow([{ type: 'transform', name: 't', ...config }], { input }).resultText('t')).toBe(text);
  });

  it('of steps that contain steps has the results inside', () => {
    const inner = { type: 'delay', name: 'wait', ms: 1 };
    const flow = typedFlow([
      { type: 'loop', name: 'each', items: ['a'], steps: [inner] },
      { type: 'parallel', name: 'both', branches: { left: [{ ...inner, name: 'l' }], right: [] } },
      {
        type: 'condition',
        name: 'either',
        if: 'true',
        then: [{ ...inner, name: 'c' }],
        else: [{ type: 'error', message: 'no' }],
      },
      { type: 'wait-for', name: 'polled', until: 'true', steps: [{ ...inner, name: 'p' }] },
      {
        type: 'log',
        message:
          '{{each[0].wait.waited_ms}} {{both.left.l.waited_ms}} {{either.result.waited_ms}} {{polled.result.waited_ms}}',
      },
    ]);
    const texts = flow.references.map((reference) => typeText(flow.types.ofReference(reference).type));
    expect(texts).toEqual(Array.from({ length: 4 }, () => 'a whole number'));
  });

  it('is not known when the last step of a branch may not run', () => {
    const last = { type: 'delay', name: 'c', ms: 1, when: 'params.now' };
    const flow = typedFlow([
      { type: 'condition', name: 'either', if: 'true', then: [last] },
      { type: 'log', message: '{{either.result.anything}}' },
    ]);
    expect(flow.types.ofReference(flow.references.at(-1)!)).toEqual({ type: { kind: 'any' }, stop: undefined });
  });

  it('may depend on thousands of steps before it', () => {
    const steps: JsonObject[] = [{ type: 'delay', name: 's0', ms: 1 }];
    for (let index = 1; index < 5000; index++) {
      steps.push({ type: 'transform', name: `s${index}`, expression: `s${index - 1}` });
    }
    expect(typedFlow(steps).resultText('s4999')).toBe('a value');
  });
});
