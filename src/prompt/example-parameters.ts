import type { Flow } from '../flow/index.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { compileJsonSchema } from '../json-schema.ts';
import { sampleOf } from '../operations/json-schema-sample.ts';
import { fitParameters } from './fit-value.ts';
import { waysOf, type ObjectShape, type ShapeDocument } from './shape.ts';

/** An example in a prompt is to be copied: a long one costs more than it teaches. */
const MAX_EXAMPLE_CHARS = 1_000;

/**
 * Parameters that satisfy the flow's `input` and stand in a prompt as an example: the first of the schema's own examples
 * that does, else as few fields as are required. `undefined` when none is found (a pattern without an example).
 */
export async function exampleParameters(
  flow: Flow,
  shape: ShapeDocument,
  identityFields: readonly string[],
): Promise<JsonObject | undefined> {
  const schema = flow.input;
  const validator = schema === undefined ? undefined : await compileJsonSchema(schema);
  for (const candidate of candidatesOf(schema ?? {}, shape, identityFields)) {
    const fitted = fitParameters(candidate, shape);
    if (fitted === undefined || JSON.stringify(fitted).length > MAX_EXAMPLE_CHARS) continue;
    if (validator === undefined || validator.validate(fitted).problems.length === 0) return fitted;
  }
  return undefined;
}

function* candidatesOf(schema: JsonObject, shape: ShapeDocument, identityFields: readonly string[]): Generator<Json> {
  const written = Array.isArray(schema.examples) ? schema.examples : [];
  for (const example of written) if (isJsonObject(example)) yield without(example, identityFields);
  const ways = waysOf(shape);
  // The way whose required fields say themselves how they look, before one whose fields would need made-up values.
  for (const way of ways.toSorted((left, right) => madeUpFields(left) - madeUpFields(right)))
    yield fewestFields(schema, way);
  for (const way of ways)
    yield Object.fromEntries(way.members.map((member) => [member.name, sampleIn(schema, member.schema, member.name)]));
  const whole = sampleOf(schema);
  if (isJsonObject(whole)) yield without(whole, identityFields);
}

function madeUpFields({ members }: ObjectShape): number {
  return members.filter(({ isRequired, schema }) => isRequired && !saysHow(schema)).length;
}

/** The required fields; where nothing is required, the first field that has an example of its own. */
function fewestFields(schema: JsonObject, { members }: ObjectShape): JsonObject {
  const required = members.filter(({ isRequired }) => isRequired);
  const shown =
    required.length > 0 ? required : members.filter((member) => Array.isArray(member.schema.examples)).slice(0, 1);
  return Object.fromEntries(shown.map((member) => [member.name, sampleIn(schema, member.schema, member.name)]));
}

/** A sample of one field; definitions of the whole schema stay within reach. */
function sampleIn({ $defs, definitions }: JsonObject, field: JsonObject, name: string): Json {
  const around = { ...($defs === undefined ? {} : { $defs }), ...(definitions === undefined ? {} : { definitions }) };
  const sample = sampleOf({ ...around, type: 'object', properties: { [name]: field }, required: [name] });
  return isJsonObject(sample) ? (sample[name] ?? null) : null;
}

function saysHow({ examples, default: preset, const: only, enum: values, type }: JsonObject): boolean {
  return [examples, preset, only, values].some((hint) => hint !== undefined) || type === 'boolean';
}

function without(value: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !fields.includes(name)));
}
