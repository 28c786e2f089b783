import { z } from 'zod';
import { GenieError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { asObjectSchema } from '../step/schema-of.ts';
import type { RawSettingKind, StepType } from '../step.ts';
import { acceptExpressionsInside } from './accept-expressions.ts';

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
  const plain = plainSchema(stepType.config, 'input', stepType.type);
  const schema = asObjectSchema(plain.schema);
  if (schema === undefined) {
    throw new GenieError('SCHEMA_EMPTY', `The settings of "${stepType.type}" are not an object`, {
      detail: 'Make `config` a z.strictObject({ … }).',
    });
  }
  const open = acceptExpressionsInside(schema);
  return { schema: withInsertions(open, stepType.example as JsonObject), definitions: plain.definitions };
}

/** The result of a step type as JSON Schema draft-07. */
export function resultSchema(stepType: StepType): SettingsSchema {
  return plainSchema(stepType.result, 'output', stepType.type);
}

function plainSchema(type: z.ZodType, io: 'input' | 'output', name: string): SettingsSchema {
  const {
    $schema: _,
    definitions = {},
    ...schema
  } = z.toJSONSchema(type, {
    target: 'draft-07',
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => simplify(jsonSchema as JsonObject),
  }) as JsonObject;
  const names = new Map(
    Object.keys(definitions as JsonObject).map((key) => [key, `${name}.${key.replace(/^_+/, '')}`]),
  );
  const renamed = Object.entries(definitions as JsonObject).map(([key, value]) => [
    names.get(key)!,
    rename(value, names),
  ]);
  return { schema: rename(schema, names) as JsonObject, definitions: Object.fromEntries(renamed) as JsonObject };
}

/** Puts the form of a raw setting in place of its mark, and drops what says nothing to a person. */
function simplify(schema: JsonObject): void {
  const kind = schema['rawSetting'];
  if (typeof kind === 'string') {
    for (const keyword of Object.keys(schema)) if (keyword !== 'description') delete schema[keyword];
    Object.assign(schema, RAW_SETTINGS[kind as RawSettingKind]);
  }
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  delete schema.propertyNames;
  // Editors show a plain description letter by letter, backquotes included.
  if (typeof schema.description === 'string' && schema.description.includes('`')) {
    schema.markdownDescription = schema.description;
  }
}

function rename(value: Json, names: ReadonlyMap<string, string>): Json {
  if (Array.isArray(value)) return value.map((entry) => rename(entry, names));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, Json] => {
    const target =
      key === '$ref' && typeof inner === 'string' ? names.get(inner.replace('#/definitions/', '')) : undefined;
    return [key, target === undefined ? rename(inner, names) : `#/definitions/${target}`];
  });
  return Object.fromEntries(entries);
}

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
