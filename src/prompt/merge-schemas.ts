import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** One schema that asks for what all of them ask for, as far as one schema can. */
export function mergeSchemas(schemas: readonly Json[]): Json {
  let merged: JsonObject = {};
  for (const schema of schemas) {
    if (schema === false) return false;
    if (isJsonObject(schema)) merged = mergeTwo(merged, schema);
  }
  return merged;
}

function mergeTwo(left: JsonObject, right: JsonObject): JsonObject {
  const merged = { ...left };
  for (const [keyword, value] of Object.entries(right)) {
    const present = merged[keyword];
    merged[keyword] = present === undefined ? value : joinKeyword(keyword, present, value);
  }
  return merged;
}

function joinKeyword(keyword: string, left: Json, right: Json): Json {
  switch (keyword) {
    case 'required':
      return [...new Set([listOf(left), listOf(right)].flat())];
    case 'enum':
      return common(listOf(left), listOf(right));
    case 'type':
      return commonTypes(listOf(left), listOf(right));
    case 'properties':
      return joinProperties(left, right);
    case 'additionalProperties':
      return left === true ? right : right === true ? left : mergeSchemas([left, right]);
    case 'minimum':
    case 'exclusiveMinimum':
    case 'minLength':
    case 'minItems':
      return Math.max(Number(left), Number(right));
    case 'maximum':
    case 'exclusiveMaximum':
    case 'maxLength':
    case 'maxItems':
      return Math.min(Number(left), Number(right));
    default:
      return right;
  }
}

function joinProperties(left: Json, right: Json): Json {
  if (!isJsonObject(left) || !isJsonObject(right)) return right;
  const joined = { ...left };
  for (const [name, schema] of Object.entries(right)) {
    const present = joined[name];
    joined[name] = present === undefined ? schema : { allOf: [present, schema] };
  }
  return joined;
}

function commonTypes(left: Json[], right: Json[]): Json[] {
  const both = common(left, right);
  const isIntegerOfNumber =
    [left, right].some((types) => types.includes('integer')) && [left, right].some((types) => types.includes('number'));
  return isIntegerOfNumber && !both.includes('integer') && !both.includes('number') ? [...both, 'integer'] : both;
}

function common(left: Json[], right: Json[]): Json[] {
  const texts = new Set(right.map((value) => JSON.stringify(value)));
  return left.filter((value) => texts.has(JSON.stringify(value)));
}

function listOf(value: Json): Json[] {
  return Array.isArray(value) ? value : [value];
}
