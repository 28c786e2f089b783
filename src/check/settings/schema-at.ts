import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { expectedWords } from './expected-words.ts';
import type { IssueDraft } from './find-issues.ts';
import type { Shape } from './shape.ts';

/** What is written at a path in the settings, and what is known of the setting there. */
export function schemaAt(
  shape: Shape,
  config: JsonObject,
  path: readonly (string | number)[],
): Pick<IssueDraft, 'schema' | 'value' | 'expected' | 'candidates'> {
  let inner: Shape | undefined = shape;
  let value: Json | undefined = config;
  for (const key of path) {
    inner = inner && innerShape(inner, key);
    value = innerValue(value, key);
  }
  const candidates = inner?.kind === 'choice' ? inner.values.filter((each) => typeof each === 'string') : [];
  return {
    schema: inner?.schema,
    value,
    expected: inner === undefined ? 'any value' : expectedWords(inner),
    candidates,
  };
}

function innerShape(shape: Shape, key: string | number): Shape | undefined {
  if (shape.kind === 'object') return shape.properties.get(String(key)) ?? shape.rest;
  return shape.kind === 'list' ? shape.item : undefined;
}

function innerValue(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
