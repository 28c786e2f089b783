import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { DirectusQuery } from '../../ports/index.ts';
import { columnAlias, type QueryScope, type ScopedField } from './query-scope.ts';
import { fieldNotFound, invalidQuery } from './refusals.ts';
import type { Collection } from './schema.ts';
import type { Selection, StoredRow } from './select-fields.ts';
import { fromStored } from './values.ts';

const FUNCTIONS: Readonly<Record<string, { sql: (column: string) => string; isNumeric: boolean }>> = {
  count: { sql: (column) => `count(${column})`, isNumeric: false },
  countDistinct: { sql: (column) => `count(DISTINCT ${column})`, isNumeric: false },
  sum: { sql: (column) => `sum(${column})`, isNumeric: true },
  sumDistinct: { sql: (column) => `sum(DISTINCT ${column})`, isNumeric: true },
  avg: { sql: (column) => `avg(${column})`, isNumeric: true },
  avgDistinct: { sql: (column) => `avg(DISTINCT ${column})`, isNumeric: true },
  min: { sql: (column) => `min(${column})`, isNumeric: false },
  max: { sql: (column) => `max(${column})`, isNumeric: false },
};

export interface Aggregation extends Selection {
  /** What stands after WHERE: the groups, in the order of their fields. */
  groups: string;
}

interface Output {
  sql: string;
  /** What `sort` calls it: a grouped field, `count`, or `sum.likes_count`. */
  name: string;
  /** Puts the value where Directus has it: `count`, `sum.likes_count`, or the grouped field's own name. */
  assign(item: JsonObject, stored: StoredRow[string]): void;
}

/**
 * `aggregate` and `groupBy` as SQL. Answers have Directus's shapes: `[{ "count": 3 }]` for `{ "count": "*" }`,
 * `[{ "status": "draft", "sum": { "price": 5 } }]` for a field in groups. Throws `INVALID_QUERY`, `FIELD_NOT_FOUND`.
 */
export function compileAggregate(
  scope: QueryScope,
  { aggregate = {}, groupBy = [], sort }: DirectusQuery,
): Aggregation {
  if (!Array.isArray(groupBy)) throw invalidQuery('"groupBy" has to be a list of fields');
  const grouped = groupBy.map((name) => scope.field(scope.root, name));
  const outputs = [
    ...grouped.map(groupOutput),
    ...Object.entries(aggregate).flatMap(([name, fields]) => aggregateOutputs(scope, name, fields)),
  ];
  if (outputs.length === 0) throw invalidQuery('"aggregate" names no function');
  return {
    sql: outputs.map(({ sql }, index) => `${sql} AS ${columnAlias(index)}`).join(', '),
    groups: groupsOf(scope.root.collection, grouped, outputs, sort),
    toItem: (row) => {
      const item: JsonObject = {};
      for (const [index, output] of outputs.entries()) output.assign(item, row[`c${index}`] ?? null);
      return item;
    },
  };
}

function groupsOf(
  collection: Collection,
  grouped: readonly ScopedField[],
  outputs: readonly Output[],
  sort: readonly string[] = [],
): string {
  const order = sort.map((entry) => {
    const isDescending = entry.startsWith('-');
    const name = entry.slice(Number(isDescending));
    const output = outputs.find((one) => one.name === name);
    if (output === undefined) throw fieldNotFound(collection, name);
    return `${output.sql}${isDescending ? ' DESC' : ''}`;
  });
  if (grouped.length === 0) return '';
  const columns = grouped.map(({ sql }) => sql);
  return ` GROUP BY ${columns.join(', ')} ORDER BY ${[...order, ...columns].join(', ')}`;
}

function groupOutput({ field, sql }: ScopedField): Output {
  return {
    sql,
    name: field.name,
    assign: (item, stored) => {
      item[field.name] = fromStored(field, stored);
    },
  };
}

function aggregateOutputs(scope: QueryScope, name: string, fields: Json): Output[] {
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (known === undefined)
    throw invalidQuery(`"${name}" is not a function`, `There are ${Object.keys(FUNCTIONS).join(', ')}.`);
  return namesOf(name, fields).map((fieldName) => {
    if (fieldName === '*' && name === 'count') return wholeCount(name);
    const { field, sql } = scope.field(scope.root, fieldName);
    if (known.isNumeric && field.type !== 'integer' && field.type !== 'float') {
      throw invalidQuery(`"${name}" takes number fields, and "${fieldName}" is ${field.type}`);
    }
    return {
      sql: known.sql(sql),
      name: `${name}.${fieldName}`,
      assign: (item, stored) => {
        const values = item[name];
        const value = /^(min|max)$/.test(name) ? fromStored(field, stored) : (stored as number | null);
        item[name] = { ...(isJsonObject(values) ? values : {}), [fieldName]: value };
      },
    };
  });
}

function wholeCount(name: string): Output {
  return {
    sql: 'count(*)',
    name,
    assign: (item, stored) => {
      item[name] = stored as number;
    },
  };
}

function namesOf(name: string, fields: Json): string[] {
  const names = typeof fields === 'string' ? fields.split(',').map((field) => field.trim()) : fields;
  if (!Array.isArray(names) || names.length === 0 || !names.every((field) => typeof field === 'string')) {
    throw invalidQuery(`"${name}" takes a field's name or a list of them`);
  }
  return names;
}
