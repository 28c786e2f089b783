import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { issuesOf, issuesOfOwn, linesOf } from './check-settings.ts';

describe('setting issues', () => {
  it('takes settings that fit, and values with references in them', () => {
    const config = { url: 'https://example.com/$input.path', method: '$input.method', max_bytes: '{{ params.max }}' };
    expect(issuesOf({ type: 'http_request', config })).toEqual([]);
    expect(issuesOf({ type: 'http_request', config: { ...config, fail_on_status: '$input.a and $input.b' } })).toEqual(
      [],
    );
  });

  it('reads an escaped dollar sign as text', () => {
    expect(linesOf(issuesOf({ type: 'delay', ms: '$$input.ms' }))).toEqual(['type ms a whole number from 0 to 120000']);
    expect(issuesOf({ type: 'transform', input: [], jsonpath: '$$[*].id' })).toEqual([]);
  });

  it('says once that a required setting is misspelt, also one that only the operation requires', () => {
    expect(linesOf(issuesOf({ type: 'directus_read', config: { colection: 'posts' } }))).toEqual([
      'unknown colection meant collection',
    ]);
    const step = { type: 'directus', operation: 'read-item', collection: 'posts', di: 5 };
    expect(linesOf(issuesOf(step))).toEqual(['unknown di meant id']);
  });

  it('takes the name that another step type has for the same thing as the missing one', () => {
    const config = { collection: 'posts', data: { title: 'A' } };
    expect(linesOf(issuesOf({ type: 'directus_write', config }))).toEqual(['unknown data meant item']);
  });

  it('says what is missing where the operation requires it', () => {
    const issues = issuesOf({ type: 'directus', operation: 'create-item', collection: 'posts' });
    expect(linesOf(issues)).toEqual(['missing data any value is required for "create-item"']);
    expect(issues[0]).toMatchObject({ pointer: '/steps/0/data', value: undefined });
  });

  it('looks into nested objects and lists', () => {
    const messages = [{ role: 'user', content: 'Hi' }, { role: 'user', contnt: 5 }, 'Hi'];
    expect(linesOf(issuesOf({ type: 'ollama_chat', config: { messages } }))).toEqual([
      'unknown messages.1.contnt meant content',
      'type messages.2 an object',
    ]);
  });

  it('leaves objects alone that may hold anything', () => {
    const options = { temperture: 1, __proto__x: null, constructor: [] };
    expect(issuesOf({ type: 'ollama_generate', config: { prompt: 'Hi', options } })).toEqual([]);
  });

  it('names everything that a setting with several forms takes, once', () => {
    expect(linesOf(issuesOf({ type: 'directus_read', config: { collection: 'a', fields: 5 } }))).toEqual([
      'type fields a string or a list of strings',
    ]);
    expect(linesOf(issuesOf({ type: 'directus_read', config: { collection: 'a', fields: ['id', 5] } }))).toEqual([
      'type fields.1 a string',
    ]);
    expect(linesOf(issuesOf({ type: 'ollama_generate', config: { prompt: 'Hi', format: 'jsn' } }))).toEqual([
      'value format "json" or an object',
    ]);
  });

  it('does not look for references in lists of steps and in expressions', () => {
    const steps = '$input.steps';
    expect(linesOf(issuesOf({ type: 'loop', items: '$input.list', steps }))).toEqual(['type steps a list of steps']);
    expect(linesOf(issuesOf({ type: 'condition', if: 5 }))).toEqual(['type if an expression']);
    expect(linesOf(issuesOf({ type: 'parallel', branches: { a: [], b: {} } }))).toEqual([
      'type branches.b a list of steps',
    ]);
  });

  it.each([null, 5, 'text', [], { __proto__: null }])('says what is missing of settings that are %j', (config) => {
    expect(linesOf(issuesOf({ type: 'delay', config }))).toEqual(['missing ms a whole number from 0 to 120000']);
  });

  it('takes names of settings as they are, whatever objects inherit', () => {
    const step = JSON.parse('{"type":"delay","ms":5,"__proto__":1,"constructor":2,"hasOwnProperty":3}') as unknown;
    expect(linesOf(issuesOf(step)).sort()).toEqual([
      'unknown __proto__',
      'unknown constructor',
      'unknown hasOwnProperty',
    ]);
  });

  it('understands the schemas of a project: numbers of any kind, null, tuples, discriminated and recursive ones', () => {
    const tree: z.ZodType = z.lazy(() => z.strictObject({ children: z.array(tree).optional() }));
    const config = z.strictObject({
      ratio: z.number().min(0).max(1).optional(),
      note: z.string().nullable().optional(),
      mode: z.union([z.literal('fast'), z.literal(3)]).optional(),
      shape: z
        .discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('circle'), radius: z.number() }),
          z.strictObject({ kind: z.literal('square'), side: z.number() }),
        ])
        .optional(),
      tree: tree.optional(),
      pair: z.tuple([z.string(), z.number()]).optional(),
    });
    const good = {
      ratio: 0.5,
      note: null,
      mode: 3,
      shape: { kind: 'square', side: 2 },
      tree: { children: [{}] },
      pair: ['a', 1],
    };
    expect(issuesOfOwn(config, good)).toEqual([]);
    expect(
      linesOf(issuesOfOwn(config, { ratio: 1.5, note: 5, mode: 'fst', shape: { kind: 'square', sied: 2 } })),
    ).toEqual([
      'value ratio a number from 0 to 1',
      'type note a string or null',
      'value mode "fast" or 3',
      'unknown shape.sied meant side',
    ]);
  });

  it('tells a hundred mistakes apart, however many there are', () => {
    const messages = Array.from({ length: 1_000 }, () => ({ rle: 'user' }));
    expect(issuesOf({ type: 'ollama_chat', config: { messages } }).length).toBeLessThanOrEqual(100);
  });
});
