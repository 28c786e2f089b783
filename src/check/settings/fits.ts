import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { hasReference, plainText } from './has-reference.ts';
import type { ObjectShape, Shape, TextShape } from './shape.ts';

/** Whether a written value can be what a setting takes. A text with a reference in it always can. */
export function fits(shape: Shape, value: Json): boolean {
  if (typeof value === 'string') return fitsText(shape, value);
  switch (shape.kind) {
    case 'any':
      return true;
    case 'boolean':
      return typeof value === 'boolean';
    case 'null':
      return value === null;
    case 'text':
      return false;
    case 'number':
      return typeof value === 'number' && fitsNumber(shape, value);
    case 'choice':
      return shape.values.includes(value);
    case 'list':
      return (
        Array.isArray(value) && value.length >= shape.least && value.length <= shape.most && allFit(shape.item, value)
      );
    case 'object':
      return isJsonObject(value) && (shape.isFree || fitsObject(shape, value));
    case 'union':
      for (const branch of shape.branches) if (fits(branch, value)) return true;
      return false;
    case 'steps':
      return Array.isArray(value);
    case 'named-steps':
      return isNamedLists(value);
    case 'expression':
      return typeof value === 'boolean';
  }
}

function fitsText(shape: Shape, text: string): boolean {
  switch (shape.kind) {
    case 'any':
      return true;
    case 'text':
      return shape.isFree || fitsConstraints(shape, text) || hasReference(text);
    case 'choice':
      return shape.values.includes(text) || hasReference(text);
    case 'union':
      for (const branch of shape.branches) if (fitsText(branch, text)) return true;
      return false;
    case 'steps':
    case 'named-steps':
      return false;
    case 'expression':
      return text !== '';
    default:
      return hasReference(text);
  }
}

export function fitsConstraints(shape: TextShape, text: string): boolean {
  // Escapes make a text at most half as long.
  const isLongEnough = text.length >= 2 * shape.minLength && text.length <= shape.maxLength;
  if (isLongEnough && shape.pattern === undefined) return true;
  const plain = plainText(text);
  return (
    plain.length >= shape.minLength &&
    plain.length <= shape.maxLength &&
    (shape.pattern === undefined || shape.pattern.test(plain))
  );
}

export function fitsNumber(shape: Extract<Shape, { kind: 'number' }>, value: number): boolean {
  return value >= shape.least && value <= shape.most && (!shape.isInteger || Number.isInteger(value));
}

function fitsObject(shape: ObjectShape, value: JsonObject): boolean {
  for (const key in value) {
    const property = shape.properties.get(key) ?? shape.rest;
    if (property === undefined || !fits(property, value[key]!)) return false;
    if (shape.names !== undefined && !fitsConstraints(shape.names, key)) return false;
  }
  for (const name of shape.required) if (!Object.hasOwn(value, name)) return false;
  return true;
}

function allFit(shape: Shape, values: readonly Json[]): boolean {
  if (shape.kind === 'any') return true;
  for (const value of values) if (!fits(shape, value)) return false;
  return true;
}

function isNamedLists(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  for (const name in value) if (!Array.isArray(value[name])) return false;
  return true;
}
