import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { AnyJson } from './reference.ts';

/** The type that a schema describes: of the Standard Schema what it takes, of a JSON Schema constant what can be said in TypeScript. */
export type FromSchema<Schema> =
  Schema extends StandardSchemaV1<infer Input, infer _Output> ? Plain<Input> : FromJsonSchema<Schema>;

/** What the parameters of a flow look like. Without a schema, anything. */
export type FromInput<Schema> = undefined extends Schema ? AnyJson : FromSchema<Schema>;

/** What an extraction gives: of a JSON Schema, or of its short form such as `{ title: 'string', tags: ['string'] }`. */
export type FromShape<Shape> = Shape extends StandardSchemaV1
  ? FromSchema<Shape>
  : Shape extends JsonSchemaForm
    ? FromJsonSchema<Shape>
    : FromShortForm<Shape>;

type JsonSchemaForm =
  | { readonly properties: object }
  | { readonly anyOf: readonly unknown[] }
  | { readonly oneOf: readonly unknown[] }
  | { readonly enum: readonly unknown[] }
  | { readonly type: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null' };

type FromShortForm<Shape> = Shape extends string
  ? FromWord<Shape>
  : Shape extends readonly [infer Entry]
    ? FromShape<Entry>[]
    : Shape extends object
      ? { [Name in keyof Shape]: FromShape<Shape[Name]> }
      : AnyJson;

type FromWord<Word extends string> = Word extends `${infer Entry}[]`
  ? FromWord<Entry>[]
  : Word extends keyof Words
    ? Words[Word]
    : AnyJson;

interface Words {
  string: string;
  number: number;
  integer: number;
  boolean: boolean;
  null: null;
  object: AnyJson;
  array: AnyJson[];
}

type FromJsonSchema<Schema> = Schema extends { readonly properties: infer Properties }
  ? { [Name in keyof Properties]: FromJsonSchema<Properties[Name]> }
  : Schema extends { readonly const: infer Value }
    ? Value
    : Schema extends { readonly enum: readonly unknown[] }
      ? Schema['enum'][number]
      : Schema extends { readonly items: infer Items }
        ? FromJsonSchema<Items>[]
        : Schema extends { readonly type: infer Type }
          ? Type extends readonly unknown[]
            ? FromWord<Type[number] & string>
            : FromWord<Type & string>
          : Schema extends { readonly anyOf: readonly unknown[] }
            ? FromJsonSchema<Schema['anyOf'][number]>
            : Schema extends { readonly oneOf: readonly unknown[] }
              ? FromJsonSchema<Schema['oneOf'][number]>
              : AnyJson;

/** A value as JSON holds it: what a schema calls `unknown` or `any` is open. */
type Plain<Value> = unknown extends Value
  ? AnyJson
  : Value extends string | number | boolean | null | undefined
    ? Value
    : Value extends readonly (infer Entry)[]
      ? Plain<Entry>[]
      : Value extends object
        ? string extends keyof Value
          ? AnyJson
          : { [Name in keyof Value]: Plain<Value[Name]> }
        : AnyJson;
