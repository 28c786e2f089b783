import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { RawSettingKind } from '../step.ts';

/** The types of `src/kit/flow/types/setting.ts` and `reference.ts` that stand for a setting or a result as TypeScript. */
export const SETTING_TYPES = [
  'Condition',
  'Dictionary',
  'JsonInput',
  'JsonObjectInput',
  'NamedSteps',
  'Scalar',
  'SchemaInput',
  'Setting',
  'Steps',
];
export const RESULT_TYPES = ['AnyJson'];

const RAW_SETTINGS: Record<RawSettingKind, string> = {
  expression: 'Condition',
  steps: 'Steps',
  'named-steps': 'NamedSteps',
};

/** Settings that hold a schema: people bring those of their own schema library. */
const SCHEMA_SETTINGS: ReadonlySet<string> = new Set(['format', 'schema']);

const SCALARS = ['string', 'number', 'boolean', 'null'];

const TYPE_NAMES: Record<string, string> = {
  integer: 'number',
  ...Object.fromEntries(SCALARS.map((type) => [type, type])),
};

/** The type of one setting as a person may write it in TypeScript. */
export function settingTypeText(name: string, schema: Json, kind?: RawSettingKind): string {
  if (kind !== undefined) return RAW_SETTINGS[kind];
  if (SCHEMA_SETTINGS.has(name)) return name === 'format' ? "'json' | SchemaInput" : 'SchemaInput';
  return inputText(schema);
}

function inputText(schema: Json): string {
  const plain = plainInput(schema);
  return plain === 'JsonInput' ? plain : `Setting<${plain}>`;
}

function plainInput(schema: Json): string {
  if (!isJsonObject(schema)) return 'JsonInput';
  if (Array.isArray(schema.enum)) return unionText(schema.enum.map(literalText));
  if (schema.const !== undefined) return literalText(schema.const);
  const branches = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(branches)) return unionText(branches.map(plainInput));
  if (Array.isArray(schema.type)) return unionText(schema.type.map((type) => plainInput({ ...schema, type })));
  if (schema.type === 'array') return `readonly ${listText(inputText(schema.items ?? true))}`;
  if (schema.type === 'object') return objectInput(schema);
  return TYPE_NAMES[schema.type as string] ?? 'JsonInput';
}

function objectInput(schema: JsonObject): string {
  const properties = isJsonObject(schema.properties) ? Object.entries(schema.properties) : [];
  if (properties.length === 0) {
    const values = isJsonObject(schema.additionalProperties) ? inputText(schema.additionalProperties) : 'JsonInput';
    return values === 'JsonInput' ? 'JsonObjectInput' : `Dictionary<${values}>`;
  }
  const required = new Set(schema.required as string[] | undefined);
  const fields = properties.map(([name, value]) =>
    required.has(name)
      ? `readonly ${keyText(name)}: ${settingTypeText(name, value)}`
      : `readonly ${keyText(name)}?: ${settingTypeText(name, value)} | undefined`,
  );
  return `{ ${fields.join('; ')} }`;
}

/** The type of a result; what is open in the schema is open here. */
export function resultTypeText(schema: Json): string {
  if (!isJsonObject(schema)) return 'AnyJson';
  if (isJsonObject(schema.not) && Object.keys(schema.not).length === 0) return 'never';
  if (Array.isArray(schema.enum)) return unionText(schema.enum.map(literalText));
  if (schema.const !== undefined) return literalText(schema.const);
  const branches = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(branches)) return unionText(branches.map(resultTypeText));
  if (Array.isArray(schema.type)) return unionText(schema.type.map((type) => resultTypeText({ ...schema, type })));
  if (schema.type === 'array') return listText(resultTypeText(schema.items ?? true));
  if (schema.type === 'object') return objectResult(schema);
  return TYPE_NAMES[schema.type as string] ?? 'AnyJson';
}

function objectResult({ properties, additionalProperties }: JsonObject): string {
  if (isJsonObject(properties)) {
    const fields = Object.entries(properties).map(([name, value]) => `${keyText(name)}: ${resultTypeText(value)}`);
    return `{ ${fields.join('; ')} }`;
  }
  const values = isJsonObject(additionalProperties) ? resultTypeText(additionalProperties) : 'AnyJson';
  return values === 'AnyJson' ? values : `Record<string, ${values}>`;
}

function unionText(types: string[]): string {
  const distinct = withScalar([...new Set(types)]);
  return distinct.find((type) => type === 'JsonInput' || type === 'AnyJson') ?? distinct.join(' | ');
}

/** All four kinds of plain values have one name. */
function withScalar(types: string[]): string[] {
  const isAll = SCALARS.every((type) => types.includes(type));
  return isAll ? ['Scalar', ...types.filter((type) => !SCALARS.includes(type))] : types;
}

function listText(entry: string): string {
  return / [|] /.test(entry) && !/^(?:\{.*\}|Setting<.*>)$/.test(entry) ? `(${entry})[]` : `${entry}[]`;
}

function literalText(value: Json): string {
  return typeof value === 'string' ? `'${value.replaceAll(/['\\]/g, String.raw`\$&`)}'` : JSON.stringify(value);
}

function keyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literalText(name);
}
