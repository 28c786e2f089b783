import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { branchesOf } from './schema-at.ts';

const MAX_CHOICES = 8;
/** Bounds of an integer that has none of its own. */
const SAFE = Number.MAX_SAFE_INTEGER;

/** What a value of this schema is, in a few words: `text`, `one of GET, POST`, `list of texts`. */
export function schemaWords(schema: JsonObject): string {
  const { enum: values, type, items, rawSetting } = schema;
  if (typeof rawSetting === 'string') return rawSetting === 'expression' ? 'expression' : 'steps';
  if (Array.isArray(values)) return choices(values);
  if (Array.isArray(type)) return [...new Set(type.map((one) => schemaWords({ ...schema, type: one })))].join(' or ');
  if (type === 'array') return isJsonObject(items) ? `list of ${schemaWords(items)}` : 'list';
  if (type === 'integer') return `whole number${bounds(schema)}`;
  if (type === 'number') return `number${bounds(schema)}`;
  if (type === 'string') return 'text';
  if (typeof type === 'string') return type;
  const branches = branchesOf(schema).map(schemaWords);
  return branches.length === 0 ? 'any value' : [...new Set(branches)].join(' or ');
}

function choices(values: readonly Json[]): string {
  const shown = values
    .slice(0, MAX_CHOICES)
    .map((value) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``);
  return `one of ${shown.join(', ')}${values.length > MAX_CHOICES ? ', …' : ''}`;
}

function bounds({ minimum, maximum }: JsonObject): string {
  const least = typeof minimum === 'number' && minimum > -SAFE ? minimum : undefined;
  const most = typeof maximum === 'number' && maximum < SAFE ? maximum : undefined;
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  if (least !== undefined) return ` of at least ${least}`;
  return most === undefined ? '' : ` of at most ${most}`;
}
