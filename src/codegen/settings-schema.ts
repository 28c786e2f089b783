import { GenieError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { RawSettingKind, StepType } from '../step.ts';
import { acceptExpressionsInside } from './accept-expressions.ts';
import { toDraft07, type Draft07 } from './draft-07.ts';

/** The settings of a step type as an editor checks them. */
export interface SettingsSchema {
  /** An object schema with `properties`. */
  schema: JsonObject;
  /** Recursive parts, by a name that no other step type uses. */
  definitions: JsonObject;
}

const STEP_LIST = { type: 'array', items: { $ref: '#/definitions/step' } };

const RAW_SETTINGS: Record<RawSettingKind, JsonObject> = {
  steps: STEP_LIST,
  'named-steps': { type: 'object', additionalProperties: STEP_LIST },
  expression: { $ref: '#/definitions/condition' },
};

/**
 * The settings of a step type as JSON Schema draft-07, in which every value may also be an expression.
 * Throws `SCHEMA_EMPTY` when the type's settings are no object, which would leave every mistake unnoticed.
 */
export function settingsSchema(stepType: StepType): SettingsSchema {
  refuseOpen(stepType);
  const { schema, definitions } = describedIn(toDraft07(stepType.settingsSchema, stepType.type));
  const properties = Object.entries(schema.properties as JsonObject).map(([name, setting]): [string, Json] => [
    name,
    withRawForm(setting, stepType.rawSettings[name]),
  ]);
  const open = acceptExpressionsInside({ ...schema, properties: Object.fromEntries(properties) });
  return { schema: withInsertions(open, stepType.example as JsonObject), definitions };
}

/** Where nothing is said of the settings, the step type itself leaves them open. */
function refuseOpen({ type, settingsSchema }: StepType): void {
  const { properties, additionalProperties } = settingsSchema;
  if (additionalProperties !== undefined || Object.keys(properties as JsonObject).length > 0) return;
  throw new GenieError('SCHEMA_EMPTY', `The settings of "${type}" are not an object`, {
    detail: 'Make `config` a z.strictObject({ … }).',
  });
}

/** The result of a step type as JSON Schema draft-07. */
export function resultSchema(stepType: StepType): SettingsSchema {
  return describedIn(toDraft07(stepType.resultSchema, stepType.type));
}

function describedIn({ schema, definitions }: Draft07): SettingsSchema {
  return { schema: described(schema) as JsonObject, definitions: described(definitions) as JsonObject };
}

/** Puts the form of a raw setting in the place of what its values are. */
function withRawForm(setting: Json, kind: RawSettingKind | undefined): Json {
  if (kind === undefined || !isJsonObject(setting)) return setting;
  const kept = Object.entries(setting).filter(([key]) =>
    ['description', 'markdownDescription', 'default'].includes(key),
  );
  return { ...Object.fromEntries(kept), ...RAW_SETTINGS[kind] };
}

/** Editors show a plain description letter by letter, backquotes included; and say nothing about the names of keys. */
function described(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(described);
  if (!isJsonObject(schema)) return schema;
  const { propertyNames: _, ...rest } = schema;
  const entries = Object.entries(rest).map(([key, value]): [string, Json] => [
    key,
    VALUE_KEYWORDS.has(key) ? value : described(value),
  ]);
  const { description } = schema;
  if (typeof description === 'string' && description.includes('`')) entries.push(['markdownDescription', description]);
  return Object.fromEntries(entries);
}

/** Keywords that hold values, not schemas. */
const VALUE_KEYWORDS: ReadonlySet<string> = new Set(['const', 'default', 'enum', 'examples']);

/** What an editor puts behind the name of a setting: its default, the example, or the brackets of an object or a list. */
function withInsertions(schema: JsonObject, example: JsonObject): JsonObject {
  const properties = Object.entries(schema.properties as JsonObject).map(([name, setting]): [string, Json] => {
    if (!isJsonObject(setting) || 'default' in setting || '$ref' in setting) return [name, setting];
    if (Object.hasOwn(example, name)) return [name, { ...setting, examples: [example[name]!] }];
    const types = Array.isArray(setting.anyOf) ? setting.anyOf.map((branch) => (branch as JsonObject).type) : [];
    if (types[0] === 'object') return [name, { ...setting, properties: {} }];
    return [name, types[0] === 'array' ? { ...setting, items: {} } : setting];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}
