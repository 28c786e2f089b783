import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** Deeper than this a recursive schema is cut off. */
const MAX_DEPTH = 8;

const FORMAT_SAMPLES: Readonly<Record<string, string>> = {
  'date-time': '2026-01-01T00:00:00Z',
  date: '2026-01-01',
  time: '00:00:00Z',
  duration: 'P1D',
  email: 'someone@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  'uri-reference': '/',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/** A value that satisfies the schema, the same every time; for dry runs and for examples in prompts. `pattern` is not looked at. */
export function sampleOf(schema: JsonObject): Json {
  return sample(schema, { root: schema, name: 'value', depth: 0 });
}

interface Place {
  root: JsonObject;
  /** What a text says when nothing else is asked of it. */
  name: string;
  depth: number;
}

function sample(schema: Json | undefined, place: Place): Json {
  if (!isJsonObject(schema)) return place.name;
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  for (const choices of [schema.examples, schema.enum]) {
    if (Array.isArray(choices) && choices[0] !== undefined) return choices[0];
  }
  if (place.depth > MAX_DEPTH) return null;
  const { $ref, allOf, ...own } = schema;
  if (typeof $ref === 'string') return sample(merged([resolve($ref, place.root), own]), deeper(place));
  if (Array.isArray(allOf)) return sample(merged([own, ...allOf]), deeper(place));
  for (const branches of [schema.anyOf, schema.oneOf]) {
    if (!Array.isArray(branches) || branches.length === 0) continue;
    const { anyOf: _, oneOf: __, ...rest } = own;
    return sample(merged([rest, branches.find((branch) => !isNullSchema(branch)) ?? branches[0]!]), deeper(place));
  }
  return typed(schema, place);
}

function typed(schema: JsonObject, place: Place): Json {
  const types = [schema.type].flat();
  switch (types.find((type) => type !== 'null') ?? types[0] ?? impliedType(schema)) {
    case 'object':
      return objectSample(schema, place);
    case 'array':
      return listSample(schema, place);
    case 'number':
    case 'integer':
      return numberSample(schema);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textSample(schema, place.name);
  }
}

function impliedType(schema: JsonObject): string {
  if (schema.properties !== undefined || schema.required !== undefined) return 'object';
  if (schema.items !== undefined || schema.prefixItems !== undefined) return 'array';
  return schema.minimum === undefined && schema.maximum === undefined ? 'string' : 'number';
}

function objectSample(schema: JsonObject, place: Place): JsonObject {
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  // An optional field of a recursive schema would only add depth.
  const optional = place.depth < MAX_DEPTH / 2 ? Object.keys(properties) : [];
  const names = [...new Set([...optional, ...required])];
  return Object.fromEntries(names.map((name) => [name, sample(properties[name], { ...deeper(place), name })]));
}

function listSample(schema: JsonObject, place: Place): Json[] {
  const first = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  const least = numberOr(schema.minItems, 1);
  const count = Math.max(first.length, Math.min(least, numberOr(schema.maxItems, least)));
  const next = deeper(place);
  return Array.from({ length: count }, (_, index) =>
    sample(
      first[index] ?? schema.items ?? {},
      schema.uniqueItems === true ? { ...next, name: `${place.name} ${index + 1}` } : next,
    ),
  );
}

function numberSample(schema: JsonObject): number {
  const isInteger = [schema.type].flat().includes('integer');
  const step = numberOr(schema.multipleOf, isInteger ? 1 : 0);
  const lowest = Math.max(numberOr(schema.minimum, -Infinity), numberOr(schema.exclusiveMinimum, -Infinity));
  const highest = Math.min(numberOr(schema.maximum, Infinity), numberOr(schema.exclusiveMaximum, Infinity));
  const isAllowed = (value: number) =>
    value >= lowest && value <= highest && value !== schema.exclusiveMinimum && value !== schema.exclusiveMaximum;
  const steps =
    step === 0
      ? []
      : [Math.ceil(lowest / step) * step, Math.ceil(lowest / step) * step + step, Math.floor(highest / step) * step];
  const candidates = [0, ...steps, ...(step === 0 ? [lowest, highest, lowest + 1, (lowest + highest) / 2] : [])];
  return candidates.find((value) => Number.isFinite(value) && isAllowed(value)) ?? 0;
}

function textSample(schema: JsonObject, name: string): string {
  const text = (typeof schema.format === 'string' ? FORMAT_SAMPLES[schema.format] : undefined) ?? name;
  return text.padEnd(numberOr(schema.minLength, 0), '.').slice(0, numberOr(schema.maxLength, Infinity));
}

function resolve(reference: string, root: JsonObject): Json {
  let target: Json | undefined = root;
  for (const part of reference.replace(/^#/, '').split('/').slice(1)) {
    target = isJsonObject(target) ? target[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
  }
  return target ?? {};
}

function merged(schemas: Json[]): JsonObject {
  const objects = schemas.filter(isJsonObject);
  const properties = objects.flatMap(({ properties: own }) => (isJsonObject(own) ? [own] : []));
  const required = objects.flatMap(({ required: own }) => (Array.isArray(own) ? own : []));
  return {
    ...Object.assign({}, ...objects),
    ...(properties.length > 0 ? { properties: Object.assign({}, ...properties) } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}

function isNullSchema(schema: Json): boolean {
  return isJsonObject(schema) && schema.type === 'null';
}

function deeper(place: Place): Place {
  return { ...place, depth: place.depth + 1 };
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
