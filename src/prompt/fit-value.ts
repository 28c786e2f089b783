import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { isFreeKey, isFreeValue, isSpelledNumber } from './grammar/free-values.ts';
import { characterCount, isOfFormat } from './grammar/text-rules.ts';
import { waysOf, type ListShape, type ObjectShape, type Shape, type ShapeDocument, type TextShape } from './shape.ts';

/**
 * The parameters with their fields in the order in which a grammar spells them, or `undefined` when they do not have the
 * shape: what is shown as an example must be what a grammar lets the model write.
 */
export function fitParameters(value: Json, document: ShapeDocument): JsonObject | undefined {
  for (const way of waysOf(document)) {
    const fitted = fitObject(value, way, document);
    if (fitted !== undefined) return fitted;
  }
  return undefined;
}

function fit(value: Json, shape: Shape, document: ShapeDocument): Json | undefined {
  switch (shape.kind) {
    case 'any':
      return isFreeValue(value) ? value : undefined;
    case 'never':
      return undefined;
    case 'values': {
      const text = JSON.stringify(value);
      return shape.values.find((allowed) => JSON.stringify(allowed) === text);
    }
    case 'text':
      return isText(value, shape) ? value : undefined;
    case 'number':
      return isSpelledNumber(value) &&
        (!shape.isInteger || Number.isInteger(value)) &&
        isBetween(value, shape.minimum, shape.maximum)
        ? value
        : undefined;
    case 'list':
      return fitList(value, shape, document);
    case 'object':
      return fitObject(value, shape, document);
    case 'choice':
      return firstFit(value, shape.options, document);
    case 'reference':
      return fit(value, document.definitions.get(shape.pointer) ?? { kind: 'never' }, document);
  }
}

function firstFit(value: Json, options: readonly Shape[], document: ShapeDocument): Json | undefined {
  for (const option of options) {
    const fitted = fit(value, option, document);
    if (fitted !== undefined) return fitted;
  }
  return undefined;
}

function fitObject(value: Json, { members, others }: ObjectShape, document: ShapeDocument): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined;
  const fitted: JsonObject = {};
  for (const { name, isRequired, shape } of members) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    const inner = given === undefined ? undefined : fit(given, shape, document);
    if (inner !== undefined) fitted[name] = inner;
    else if (given !== undefined || isRequired) return undefined;
  }
  for (const [name, given] of Object.entries(value)) {
    if (Object.hasOwn(fitted, name)) continue;
    const inner = isFreeKey(name) ? fit(given, others, document) : undefined;
    if (inner === undefined) return undefined;
    fitted[name] = inner;
  }
  return fitted;
}

function fitList(
  value: Json,
  { first, rest, minItems, maxItems }: ListShape,
  document: ShapeDocument,
): Json[] | undefined {
  if (!Array.isArray(value) || !isBetween(value.length, Math.max(minItems, first.length), maxItems)) return undefined;
  const fitted = value.map((item, index) => fit(item, first[index] ?? rest, document));
  return fitted.every((item) => item !== undefined) ? fitted : undefined;
}

function isText(value: Json, shape: TextShape): boolean {
  if (typeof value !== 'string' || !value.isWellFormed() || !value.startsWith(shape.prefix)) return false;
  return isBetween(characterCount(value), shape.minLength, shape.maxLength) && isOfFormat(value, shape);
}

function isBetween(value: number, least: number | undefined, most: number | undefined): boolean {
  return value >= (least ?? -Infinity) && value <= (most ?? Infinity);
}
