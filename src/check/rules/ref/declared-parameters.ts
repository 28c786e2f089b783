import { isJsonObject, type Json, type JsonObject } from '../../../json.ts';
import { rememberLatest } from '../../remember-latest.ts';

/** What the flow's `input` schema says about the names of parameters. */
export interface DeclaredParameters {
  readonly names: ReadonlySet<string>;
  /** `closed`: others are refused; `open`: others are taken, too; `unsaid`: they are taken, because nobody said otherwise. */
  readonly others: 'closed' | 'open' | 'unsaid';
}

/** `undefined` when the schema names no parameters, or in a way that is not followed. */
export const declaredParameters = rememberLatest(readParameters);

const NOT_FOLLOWED = ['$ref', '$dynamicRef', 'patternProperties', 'dependentSchemas'] as const;
const ALTERNATIVES = ['anyOf', 'oneOf', 'allOf'] as const;
const CONDITIONS = ['if', 'then', 'else'] as const;

function readParameters(schema: JsonObject): DeclaredParameters | undefined {
  const names = new Set<string>();
  if (!collectNames(schema, names) || names.size === 0) return undefined;
  const more = Object.hasOwn(schema, 'additionalProperties')
    ? schema['additionalProperties']
    : schema['unevaluatedProperties'];
  return { names, others: more === false ? 'closed' : more === undefined ? 'unsaid' : 'open' };
}

/** `false` when the names cannot all be told. */
function collectNames(schema: Json | undefined, names: Set<string>, depth = 0): boolean {
  if (!isJsonObject(schema)) return true;
  if (depth > 8 || NOT_FOLLOWED.some((keyword) => Object.hasOwn(schema, keyword))) return false;
  const { properties, required } = schema;
  if (isJsonObject(properties)) for (const name of Object.keys(properties)) names.add(name);
  if (Array.isArray(required)) for (const name of required) if (typeof name === 'string') names.add(name);
  for (const keyword of CONDITIONS) if (!collectNames(schema[keyword], names, depth + 1)) return false;
  return ALTERNATIVES.every((keyword) => {
    const schemas = schema[keyword];
    return !Array.isArray(schemas) || schemas.every((inner) => collectNames(inner, names, depth + 1));
  });
}
