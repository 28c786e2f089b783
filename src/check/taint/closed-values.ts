import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { FlowModel, ReferenceNode, StepNode } from '../model/index.ts';
import { rememberLatest } from '../remember-latest.ts';

/**
 * How much room a type leaves to whoever makes a value of it: `closed`, one of a few that the flow's author wrote down;
 * `plain`, a number, an id or a date; `free`, any text.
 */
export type Room = 'closed' | 'plain' | 'free';

const PLAIN_FORMATS: ReadonlySet<Json> = new Set(['uuid', 'date', 'time', 'date-time', 'duration', 'ipv4', 'ipv6']);

/** One class of characters without spaces or dots, from beginning to end. */
const PLAIN_PATTERN = /^\^(?:\[[\w-]*\](?:[+*]|\{\d+(?:,\d*)?\})?)+\$$/;

/** By the schema of the parameters or of a step's result. */
export function roomOf(reference: ReferenceNode, model: FlowModel): Room {
  const schema = schemaOf(reference, model);
  return schema === undefined ? 'free' : roomIn(schema, 0);
}

/** The JSON Schema of what a reference reads, where it is known. */
export function schemaOf({ binding, target, fields }: ReferenceNode, model: FlowModel): JsonObject | undefined {
  const root =
    binding?.kind === 'input' ? model.flow.input : target === undefined ? undefined : resultSchemaOf(target, model);
  let schema: Json | undefined = root;
  for (const field of fields) {
    if (!isJsonObject(schema)) return undefined;
    schema = typeof field === 'number' ? schema['items'] : propertyOf(schema, field);
  }
  return isJsonObject(schema) ? schema : undefined;
}

function propertyOf({ properties, additionalProperties }: JsonObject, field: string): Json | undefined {
  return isJsonObject(properties) && Object.hasOwn(properties, field) ? properties[field] : additionalProperties;
}

const resultSchemasOf = rememberLatest<FlowModel, Map<StepNode, JsonObject | undefined>>(() => new Map());

function resultSchemaOf(node: StepNode, model: FlowModel): JsonObject | undefined {
  const known = resultSchemasOf(model);
  let schema = known.get(node);
  if (schema === undefined) {
    schema = node.facts?.resultType(node.step.config) ?? node.facts?.result;
    known.set(node, schema);
  }
  return schema;
}

const MAX_DEPTH = 20;

function roomIn(schema: Json | undefined, depth: number): Room {
  if (!isJsonObject(schema) || depth > MAX_DEPTH) return 'free';
  if (Object.hasOwn(schema, 'const')) return 'closed';
  if (Array.isArray(schema['enum'])) return 'closed';
  const either = Array.isArray(schema['anyOf']) ? schema['anyOf'] : schema['oneOf'];
  if (Array.isArray(either) && schema['type'] === undefined) return widest(either.map((one) => roomIn(one, depth + 1)));
  const { type } = schema;
  if (Array.isArray(type)) return widest(type.map((one) => roomOfType(one, schema, depth)));
  return roomOfType(type, schema, depth);
}

function roomOfType(type: Json | undefined, schema: JsonObject, depth: number): Room {
  switch (type) {
    case 'boolean':
    case 'null':
      return 'closed';
    case 'integer':
    case 'number':
      return 'plain';
    case 'array':
      return roomIn(schema['items'], depth + 1);
    case 'string': {
      const { format, pattern } = schema;
      const isPlain = PLAIN_FORMATS.has(format ?? null) || (typeof pattern === 'string' && PLAIN_PATTERN.test(pattern));
      return isPlain ? 'plain' : 'free';
    }
    default:
      return 'free';
  }
}

function widest(rooms: readonly Room[]): Room {
  if (rooms.length === 0 || rooms.includes('free')) return 'free';
  return rooms.includes('plain') ? 'plain' : 'closed';
}
