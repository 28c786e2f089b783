import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../src/json.ts';
import { compileJsonSchema } from '../src/json-schema.ts';
import { rejection } from './fakes/ports.ts';

async function problemsOf(schema: JsonObject, value: Json): Promise<string[]> {
  return (await compileJsonSchema(schema)).validate(value).problems.map(({ message }) => message);
}

describe('problems', () => {
  it('come all at once, each naming its field in plain words', async () => {
    const schema = {
      type: 'object',
      required: ['platform', 'caption'],
      additionalProperties: false,
      properties: {
        platform: { enum: ['onlyfans', 'fansly'] },
        caption: { type: 'string' },
        price: { type: 'number', minimum: 0 },
        tags: { type: 'array', maxItems: 1, items: { type: 'string', minLength: 2 } },
        at: { type: 'string', format: 'date-time' },
        code: { type: 'string', pattern: '^[a-z]+$' },
      },
    };
    const value = { platform: 'x', price: -1, tags: ['a', 'ok'], at: 'tomorrow', code: 'A1', platfrom: 1 };
    expect(await problemsOf(schema, value)).toEqual([
      'caption is required',
      'platfrom is not known; known are platform, caption, price, tags, at, code',
      'platform: must be one of "onlyfans", "fansly" (got "x")',
      'price: must be >= 0 (got -1)',
      'tags: must have at most 1 entries',
      'tags[0]: must have at least 2 characters (got "a")',
      'at: must be a valid date-time (got "tomorrow")',
      'code: must match ^[a-z]+$ (got "A1")',
    ]);
  });

  it('carry the path of the field apart from the sentence', async () => {
    const schema = { properties: { posts: { items: { properties: { 'a b': { type: 'string' } } } } } };
    const { problems } = (await compileJsonSchema(schema)).validate({ posts: [{}, { 'a b': 1 }] });
    expect(problems).toEqual([{ path: 'posts[1]["a b"]', message: 'posts[1]["a b"]: must be a text (got 1)' }]);
  });

  it('name the value as a whole when it is of the wrong kind', async () => {
    expect(await problemsOf({ type: 'object' }, [])).toEqual(['the value: must be an object (got a list)']);
    expect(await problemsOf({ type: ['string', 'null'] }, { a: 1 })).toEqual([
      'the value: must be a text or null (got an object)',
    ]);
  });

  it('are one problem for a choice, not one for each branch', async () => {
    const schema = { properties: { id: { anyOf: [{ type: 'string' }, { type: 'integer' }] } } };
    expect(await problemsOf(schema, { id: true })).toEqual(['id: must be a text or a whole number (got true)']);
    const nullable = { properties: { a: { anyOf: [{ type: 'null' }, { type: 'object', required: ['b'] }] } } };
    expect(await problemsOf(nullable, { a: {} })).toEqual(['a.b is required']);
    const either = { anyOf: [{ required: ['media_id'] }, { required: ['file_id'] }] };
    expect(await problemsOf(either, {})).toEqual(['the value: needs media_id or file_id']);
    const referenced = {
      $defs: { card: { type: 'object', required: ['card'] }, bank: { type: 'object', required: ['iban'] } },
      properties: { pay: { oneOf: [{ $ref: '#/$defs/card' }, { $ref: '#/$defs/bank' }] } },
    };
    expect(await problemsOf(referenced, { pay: {} })).toEqual([
      'pay: must be one of the 2 allowed forms (got an object)',
    ]);
  });

  it.each<[JsonObject, Json, string]>([
    [{ maxLength: 2 }, 'abc', 'must have at most 2 characters (got "abc")'],
    [{ minItems: 1 }, [], 'must have at least 1 entries'],
    [{ const: 'a' }, 'b', 'must be "a" (got "b")'],
    [{ anyOf: [{ const: 'a' }, { const: null }] }, 'b', 'must be "a" or null (got "b")'],
    [{ exclusiveMaximum: 5 }, 5, 'must be < 5 (got 5)'],
    [false as unknown as JsonObject, 1, 'is not allowed here'],
    [{ multipleOf: 2 }, 3, 'must be multiple of 2'],
    [{ type: 'boolean' }, null, 'must be true or false (got null)'],
    [{ if: { type: 'string' }, then: { minLength: 2 } }, 'a', 'must have at least 2 characters (got "a")'],
  ])('say for %j what it asks of %j', async (schema, value, phrase) => {
    expect(await problemsOf({ properties: { field: schema } }, { field: value })).toEqual([`field: ${phrase}`]);
  });

  it('do not repeat a long text, which could be anything', async () => {
    const [problem] = await problemsOf({ properties: { text: { type: 'number' } } }, { text: 'x'.repeat(5000) });
    expect(problem!.length).toBeLessThan(120);
  });
});

describe('values', () => {
  it('get their defaults in a copy', async () => {
    const schema = { type: 'object', properties: { tone: { default: 'friendly' }, deep: { default: { a: [1] } } } };
    const original = { other: 1 };
    const validator = await compileJsonSchema(schema);
    const { value, problems } = validator.validate(original);
    expect(value).toEqual({ other: 1, tone: 'friendly', deep: { a: [1] } });
    expect(problems).toEqual([]);
    expect(original).toEqual({ other: 1 });
    (value as { deep: { a: number[] } }).deep.a.push(2);
    expect(validator.validate({}).value).toEqual({ tone: 'friendly', deep: { a: [1] } });
  });

  it('are not helped by what every object inherits', async () => {
    expect(await problemsOf({ required: ['constructor', 'toString'] }, {})).toEqual([
      'constructor is required',
      'toString is required',
    ]);
    const named = { properties: { constructor: { type: 'string' } } };
    expect(await problemsOf(named as JsonObject, {})).toEqual([]);
  });

  it('keep an own key __proto__ without following it', async () => {
    const hostile = JSON.parse('{"__proto__":{"platform":"x"}}') as JsonObject;
    const { value, problems } = (await compileJsonSchema({ required: ['platform'] })).validate(hostile);
    expect(problems.map(({ message }) => message)).toEqual(['platform is required']);
    expect(Object.keys(value as JsonObject)).toEqual(['__proto__']);
    expect(({} as { platform?: string }).platform).toBeUndefined();
  });
});

describe('compileJsonSchema', () => {
  it('says where a schema is invalid', async () => {
    const error = await rejection(compileJsonSchema({ properties: { age: { type: 'nummer' } } }));
    expect(error).toMatchObject({ code: 'SCHEMA_INVALID', isRetryable: false });
    expect(error.message).toContain('properties.age.type');
    expect(await rejection(compileJsonSchema({ required: 'platform' }))).toMatchObject({
      message: expect.stringMatching(/required must be a list/) as string,
    });
  });

  it('says what a schema refers to that is not there', async () => {
    const error = await rejection(compileJsonSchema({ $ref: '#/$defs/nothing' }));
    expect(error.code).toBe('SCHEMA_INVALID');
    expect(error.message).toContain('nothing');
  });

  it('takes schemas of other drafts, unknown keywords and formats', async () => {
    const schema = { $schema: 'http://json-schema.org/draft-07/schema#', 'x-note': 1, format: 'colour' };
    expect(await problemsOf(schema, 'red')).toEqual([]);
  });

  it('takes two schemas with one $id', async () => {
    expect(await problemsOf({ $id: 'urn:example:a', type: 'string' }, 'x')).toEqual([]);
    expect(await problemsOf({ $id: 'urn:example:a', type: 'number' }, 'x')).toHaveLength(1);
  });

  it('compiles one schema object once', () => {
    const schema = { type: 'string' };
    expect(compileJsonSchema(schema)).toBe(compileJsonSchema(schema));
    expect(compileJsonSchema({ ...schema })).not.toBe(compileJsonSchema(schema));
  });
});

it('names the problem of a choice that has boolean branches', async () => {
  const validator = await compileJsonSchema({ oneOf: [{ type: 'object' }, true] });
  expect(validator.validate({}).problems).toHaveLength(1);
  expect(validator.validate('x').problems).toEqual([]);
});

it('takes a schema that refers to itself', async () => {
  const validator = await compileJsonSchema({
    type: 'object',
    properties: { value: { type: 'number' }, next: { $ref: '#' } },
    required: ['value'],
  });
  expect(validator.validate({ value: 1, next: { value: 2 } }).problems).toEqual([]);
  expect(validator.validate({ value: 1, next: {} }).problems).toMatchObject([{ path: 'next.value' }]);
});
