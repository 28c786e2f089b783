import { joinPointer } from '../../../flow/index.ts';
import type { Json, JsonObject } from '../../../json.ts';
import type { Finding } from '../../finding.ts';
import { describeValue } from '../../settings/describe-value.ts';
import { SCHEMA_TYPES } from './schema-keywords.ts';

/** A `default` that the schema around it does not let through; `null` stands for no value. */
export function defaultFinding(schema: JsonObject, pointer: string): Finding | undefined {
  const { type, enum: values } = schema;
  const value = schema['default']!;
  if (value === null) return undefined;
  const place = { pointer: joinPointer(pointer, 'default') };
  const types: readonly Json[] = Array.isArray(type) ? type : type === undefined ? [] : [type];
  const names = types.filter((name) => typeof name === 'string' && SCHEMA_TYPES.has(name)).map(String);
  const isKnown = names.length > 0 && names.length === types.length;
  if (isKnown && !names.some((name) => isOfType(value, name))) {
    return {
      message: `"default" is ${describeValue(value)}, but "type" lets only ${names.join(' or ')} through`,
      place,
      label: 'of another type',
    };
  }
  const isComparable = Array.isArray(values) && typeof value !== 'object';
  if (!isComparable || values.length === 0 || values.includes(value)) return undefined;
  return { message: `"default" is ${describeValue(value)}, which is not in "enum"`, place, label: 'not in "enum"' };
}

function isOfType(value: Json, type: string): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
