import type { Json, JsonObject } from '../json.ts';

/**
 * What a JSON Schema asks for, reduced to what a grammar can say. Where the schema says more (a pattern, `not`, …) the
 * shape takes more than the schema; nothing here replaces the check of the parameters before a run.
 */
export type Shape =
  | { kind: 'any' }
  | { kind: 'never' }
  /** One of these; `null` and `true`/`false` are such lists too. */
  | { kind: 'values'; values: readonly Json[] }
  | TextShape
  | NumberShape
  | ListShape
  | ObjectShape
  | { kind: 'choice'; options: readonly Shape[] }
  /** A definition that may contain itself; looked up in `ShapeDocument.definitions`. */
  | { kind: 'reference'; pointer: string };

export interface TextShape {
  kind: 'text';
  minLength: number;
  maxLength: number | undefined;
  format: string | undefined;
  /** What the text starts with, as far as its pattern says so plainly. */
  prefix: string;
}

export interface NumberShape {
  kind: 'number';
  isInteger: boolean;
  /** Both inclusive; for a number that is no integer an exclusive bound counts as inclusive. */
  minimum: number | undefined;
  maximum: number | undefined;
}

export interface ListShape {
  kind: 'list';
  first: readonly Shape[];
  rest: Shape;
  minItems: number;
  maxItems: number | undefined;
}

export interface ObjectShape {
  kind: 'object';
  members: readonly Member[];
  /** Of fields that are not among the members; `never` when there are none. */
  others: Shape;
}

export interface Member {
  name: string;
  isRequired: boolean;
  shape: Shape;
  /** Where the shape comes from, for its description and examples. */
  schema: JsonObject;
}

/** The parameters of one flow. */
export interface ShapeDocument {
  /** An object, a choice of objects, or `never` when no tag can satisfy the schema. */
  root: ObjectShape | { kind: 'choice'; options: readonly ObjectShape[] } | { kind: 'never' };
  definitions: ReadonlyMap<string, Shape>;
}

export const ANY: Shape = { kind: 'any' };
export const NEVER: Shape = { kind: 'never' };

/** Names that a tag may not use as keys: they reach into the objects of the program itself. */
export const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'prototype'];

/** One shape for several; without repetitions and without what nothing can satisfy. */
export function choiceOf(options: readonly Shape[]): Shape {
  const flat = options
    .flatMap((option) => (option.kind === 'choice' ? option.options : [option]))
    .filter(({ kind }) => kind !== 'never');
  const seen = new Set<string>();
  const distinct = flat.filter((option) => {
    const text = JSON.stringify(option);
    return !seen.has(text) && seen.add(text);
  });
  return distinct.length > 1 ? { kind: 'choice', options: distinct } : (distinct[0] ?? NEVER);
}

/** The ways in which the parameters may be given; more than one when the schema has `anyOf` at its top. */
export function waysOf({ root }: ShapeDocument): readonly ObjectShape[] {
  if (root.kind === 'object') return [root];
  return root.kind === 'choice' ? root.options : [];
}
