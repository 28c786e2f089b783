import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** A whole value written as a reference or an expression: the value that arrives has the right type. */
export const EXPRESSION = { $ref: '#/definitions/expression' };

/** A text with references in it: where a setting is a text that must have a certain form. */
export const TEMPLATE = { $ref: '#/definitions/template' };

/** Keywords for people; they stay on the outside when a schema gets an alternative. */
const ANNOTATIONS = new Set(['title', 'description', 'markdownDescription', 'default', 'examples']);

/**
 * Lets a setting be written as an expression, too, and everything inside it.
 * Plain texts need no alternative: every reference is a text already.
 */
export function acceptExpressions(schema: JsonObject): JsonObject {
  const inner = acceptExpressionsInside(schema);
  if (acceptsAnyText(inner)) return inner;
  const alternative = isText(inner) ? TEMPLATE : EXPRESSION;
  if (Array.isArray(inner.anyOf)) return { ...inner, anyOf: [...inner.anyOf, alternative] };
  const annotations = Object.entries(inner).filter(([keyword]) => ANNOTATIONS.has(keyword));
  const rest = Object.entries(inner).filter(([keyword]) => !ANNOTATIONS.has(keyword));
  return { ...Object.fromEntries(annotations), anyOf: [Object.fromEntries(rest), alternative] };
}

/** The same for what is inside an object, a list or an alternative; the schema itself keeps its form. */
export function acceptExpressionsInside(schema: JsonObject): JsonObject {
  const result = { ...schema };
  for (const keyword of ['items', 'additionalProperties']) {
    const inner = schema[keyword];
    if (isJsonObject(inner)) result[keyword] = acceptExpressions(inner);
  }
  for (const keyword of ['properties', 'patternProperties']) {
    const inner = schema[keyword];
    if (isJsonObject(inner)) result[keyword] = mapValues(inner, acceptExpressions);
  }
  for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
    const inner = schema[keyword];
    if (Array.isArray(inner)) result[keyword] = inner.map((branch) => mapSchema(branch, acceptExpressionsInside));
  }
  return result;
}

function mapValues(schemas: JsonObject, change: (schema: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, mapSchema(schema, change)]));
}

function mapSchema(schema: Json, change: (schema: JsonObject) => JsonObject): Json {
  return isJsonObject(schema) ? change(schema) : schema;
}

function isText(schema: JsonObject): boolean {
  if (Array.isArray(schema.enum)) return schema.enum.every((value) => typeof value === 'string');
  return schema.type === 'string' || typeof schema.const === 'string';
}

function acceptsAnyText(schema: Json): boolean {
  if (!isJsonObject(schema)) return schema === true;
  if (typeof schema.$ref === 'string') return true;
  const branches = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(branches)) return branches.some(acceptsAnyText);
  if (schema.type === undefined) return !('enum' in schema || 'const' in schema || 'allOf' in schema);
  const isNarrowed = ['enum', 'const', 'pattern', 'format', 'maxLength'].some((keyword) => keyword in schema);
  return [schema.type].flat().includes('string') && !isNarrowed;
}
