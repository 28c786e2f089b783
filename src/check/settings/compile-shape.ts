import type { StepFacts } from '../../facts/index.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { ObjectShape, Shape, TextShape } from './shape.ts';

const compiled = new WeakMap<JsonObject, Shape>();
const compiledSettings = new WeakMap<StepFacts, Shape>();

/** The shape of all settings of a step type, made once. */
export function settingsShape(facts: StepFacts): Shape {
  let shape = compiledSettings.get(facts);
  if (shape === undefined) {
    shape = withRawSettings(compile(facts.settings), facts);
    compiledSettings.set(facts, shape);
  }
  return shape;
}

function withRawSettings(shape: Shape, { rawSettings }: StepFacts): Shape {
  if (shape.kind !== 'object') return shape;
  const properties = new Map(shape.properties);
  for (const [name, kind] of Object.entries(rawSettings)) {
    properties.set(name, { kind, schema: properties.get(name)?.schema ?? {} });
  }
  return { ...shape, properties };
}

/** The shape that a JSON Schema describes, made once. What is not understood of a schema is taken to fit. */
export function shapeOf(schema: JsonObject): Shape {
  let shape = compiled.get(schema);
  if (shape === undefined) {
    shape = compile(schema);
    compiled.set(schema, shape);
  }
  return shape;
}

function compile(schema: Json | undefined): Shape {
  if (!isJsonObject(schema)) return { kind: 'any', schema: {} };
  const { anyOf, oneOf, type, enum: values } = schema;
  const branches = anyOf ?? oneOf;
  if (Array.isArray(branches)) return unionOf(branches.map(compile), schema);
  if (Object.hasOwn(schema, 'const')) return choiceOf([schema['const']!], schema);
  if (Array.isArray(values)) return choiceOf(values, schema);
  if (Array.isArray(type)) {
    return unionOf(
      type.map((name) => compileType(name, schema)),
      schema,
    );
  }
  return compileType(type, schema);
}

function compileType(type: Json | undefined, schema: JsonObject): Shape {
  switch (type) {
    case 'boolean':
    case 'null':
      return { kind: type, schema };
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return {
        kind: 'number',
        schema,
        isInteger: type === 'integer',
        least: numberOr(schema['minimum'], -Infinity),
        most: numberOr(schema['maximum'], Infinity),
      };
    case 'array': {
      const least = numberOr(schema['minItems'], 0);
      return {
        kind: 'list',
        schema,
        item: compile(schema['items']),
        least,
        most: numberOr(schema['maxItems'], Infinity),
      };
    }
    case 'object':
      return objectOf(schema);
    default:
      return { kind: 'any', schema };
  }
}

function textOf(schema: JsonObject): TextShape {
  const minLength = numberOr(schema['minLength'], 0);
  const maxLength = numberOr(schema['maxLength'], Infinity);
  const pattern = patternOf(schema['pattern']);
  const isFree = minLength === 0 && maxLength === Infinity && pattern === undefined;
  return { kind: 'text', schema, isFree, minLength, maxLength, pattern };
}

function objectOf(schema: JsonObject): ObjectShape {
  const { properties = {}, required, additionalProperties, propertyNames } = schema;
  const entries = Object.entries(isJsonObject(properties) ? properties : {});
  const requiredNames = Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
  const rest = additionalProperties === false ? undefined : compile(additionalProperties);
  const text = isJsonObject(propertyNames) ? textOf(propertyNames) : undefined;
  const names = text?.isFree === false ? text : undefined;
  const isFree = entries.length === 0 && requiredNames.length === 0 && rest?.kind === 'any' && names === undefined;
  const shapes = new Map(entries.map(([name, property]) => [name, compile(property)]));
  return { kind: 'object', schema, isFree, properties: shapes, required: requiredNames, rest, names };
}

/** Values that are objects or lists are not compared. */
function choiceOf(values: Json[], schema: JsonObject): Shape {
  const isComparable = values.every((value) => typeof value !== 'object' || value === null);
  return isComparable ? { kind: 'choice', schema, values } : { kind: 'any', schema };
}

function unionOf(branches: Shape[], schema: JsonObject): Shape {
  if (branches.length === 1) return branches[0]!;
  const flat = branches.flatMap((branch) => (branch.kind === 'union' ? branch.branches : [branch]));
  return flat.some(({ kind }) => kind === 'any') ? { kind: 'any', schema } : { kind: 'union', schema, branches: flat };
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** A project's own step type may bring a pattern that this engine does not take. */
function patternOf(value: Json | undefined): RegExp | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return new RegExp(value, 'u');
  } catch {
    return undefined;
  }
}
