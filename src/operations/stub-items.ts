import { isJsonObject, type JsonObject } from '../json.ts';
import type { ItemId } from '../ports/index.ts';
import type { ReadSettings } from './read-items.ts';

/** The primary key of items that a dry run made up. */
export const STUB_ID = '00000000-0000-4000-8000-000000000000';

/** An item with the fields that were asked for, as a dry run shows it. */
export function stubItem(
  settings: { fields?: string[] | undefined; id?: ItemId | undefined },
  known: JsonObject = {},
): JsonObject {
  const { fields = [], id = STUB_ID } = settings;
  const item: JsonObject = { id, ...known };
  for (const field of fields) addField(item, field.split('.'));
  if (fields.length === 0 || fields.some((field) => field.startsWith('*'))) return item;
  const asked = new Set(fields.map((field) => field.split('.')[0]!));
  return Object.fromEntries(Object.entries(item).filter(([name]) => asked.has(name)));
}

/** What a read gives in a dry run; equalities of the filter hold in it. */
export function stubRead(settings: ReadSettings): JsonObject | JsonObject[] {
  const { aggregate, filter, id, limit } = settings;
  if (aggregate !== undefined) return [stubTotals(aggregate)];
  const item = stubItem(settings, equalitiesOf(filter));
  return id !== undefined || limit === 1 ? item : [item];
}

function addField(item: JsonObject, [name = '*', ...rest]: string[]): void {
  if (name === '*') return;
  if (rest.length === 0) {
    item[name] ??= `stub ${name}`;
    return;
  }
  const related = isJsonObject(item[name]) ? item[name] : {};
  addField(related, rest);
  item[name] = related;
}

function equalitiesOf(filter: JsonObject | undefined): JsonObject {
  const known: JsonObject = {};
  for (const [name, condition] of Object.entries(filter ?? {})) {
    if (name === '_and' && Array.isArray(condition))
      Object.assign(known, ...condition.filter(isJsonObject).map(equalitiesOf));
    else if (isJsonObject(condition) && condition['_eq'] !== undefined) known[name] = condition['_eq'];
  }
  return known;
}

function stubTotals(aggregate: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(aggregate).map(([operator, fields]) => [
      operator,
      fields === '*' ? 1 : Object.fromEntries([fields].flat().map((field) => [field, 1])),
    ]),
  );
}
