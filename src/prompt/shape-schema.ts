import type { JsonObject } from '../json.ts';
import type { ListShape, NumberShape, ObjectShape, Shape, ShapeDocument, TextShape } from './shape.ts';

/**
 * The shape as JSON Schema in the few keywords that xgrammar follows: it ignores what stands beside `anyOf` or `$ref`, and
 * the shape has nothing there.
 */
export function shapeSchema({ root, definitions }: ShapeDocument): JsonObject {
  const names = new Map([...definitions.keys()].map((pointer, index) => [pointer, `d${index + 1}`]));
  const schema = schemaOf(root, names);
  if (names.size === 0) return schema;
  const $defs = Object.fromEntries(
    [...definitions].map(([pointer, shape]) => [names.get(pointer)!, schemaOf(shape, names)]),
  );
  return { ...schema, $defs };
}

function schemaOf(shape: Shape, names: ReadonlyMap<string, string>): JsonObject {
  switch (shape.kind) {
    case 'any':
      return {};
    case 'never':
      return { enum: [] };
    case 'values':
      return { enum: [...shape.values] };
    case 'text':
      return textSchema(shape);
    case 'number':
      return numberSchema(shape);
    case 'list':
      return listSchema(shape, names);
    case 'object':
      return objectSchema(shape, names);
    case 'choice':
      return { anyOf: shape.options.map((option) => schemaOf(option, names)) };
    case 'reference':
      return { $ref: `#/$defs/${names.get(shape.pointer)}` };
  }
}

function textSchema({ minLength, maxLength, format }: TextShape): JsonObject {
  return {
    type: 'string',
    ...(format === undefined ? {} : { format }),
    ...(minLength === 0 ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
  };
}

function numberSchema({ isInteger, minimum, maximum }: NumberShape): JsonObject {
  return {
    type: isInteger ? 'integer' : 'number',
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

function listSchema({ first, rest, minItems, maxItems }: ListShape, names: ReadonlyMap<string, string>): JsonObject {
  const least = Math.max(minItems, first.length);
  return {
    type: 'array',
    ...(first.length === 0 ? {} : { prefixItems: first.map((item) => schemaOf(item, names)) }),
    items: rest.kind === 'never' ? false : schemaOf(rest, names),
    ...(least === 0 ? {} : { minItems: least }),
    ...(maxItems === undefined ? {} : { maxItems }),
  };
}

function objectSchema({ members, others }: ObjectShape, names: ReadonlyMap<string, string>): JsonObject {
  return {
    type: 'object',
    properties: Object.fromEntries(members.map(({ name, shape }) => [name, schemaOf(shape, names)])),
    required: members.filter(({ isRequired }) => isRequired).map(({ name }) => name),
    additionalProperties: others.kind === 'never' ? false : others.kind === 'any' ? true : schemaOf(others, names),
  };
}
