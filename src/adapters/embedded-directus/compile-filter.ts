import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { applyOperator, type SqlPart } from './filter-operators.ts';
import type { QueryVariables } from './filter-values.ts';
import type { QueryScope, ScopedField, Source } from './query-scope.ts';
import { invalidQuery } from './refusals.ts';

/**
 * A Directus filter as a condition in SQL. A filter that is empty as a whole means every row; an empty object or list
 * anywhere inside is a condition that got lost and throws `INVALID_QUERY`, as unknown operators do.
 */
export function compileFilter(scope: QueryScope, filter: JsonObject, variables: QueryVariables): SqlPart | undefined {
  if (Object.keys(filter).length === 0) return undefined;
  return compileObject(scope, scope.root, filter, variables);
}

function compileObject(scope: QueryScope, source: Source, filter: Json, variables: QueryVariables): SqlPart {
  if (!isJsonObject(filter)) throw invalidQuery('A filter has to be an object');
  const entries = Object.entries(filter);
  if (entries.length === 0) throw invalidQuery('A filter is empty: it would match every item');
  const parts = entries.map(([name, value]) => {
    if (name === '_and' || name === '_or') {
      return compileGroup(name, value, (entry) => compileObject(scope, source, entry, variables));
    }
    if (name.startsWith('_')) throw invalidQuery(`"${name}" stands where a field is expected`);
    return compileField(scope, scope.field(source, name), value, variables);
  });
  return join(parts, ' AND ');
}

function compileGroup(name: '_and' | '_or', value: Json, compile: (entry: Json) => SqlPart): SqlPart {
  if (!Array.isArray(value) || value.length === 0) {
    throw invalidQuery(`"${name}" has to be a list with at least one filter`);
  }
  return join(value.map(compile), name === '_and' ? ' AND ' : ' OR ');
}

function compileField(scope: QueryScope, scoped: ScopedField, value: Json, variables: QueryVariables): SqlPart {
  const { field, sql } = scoped;
  if (!isJsonObject(value)) return applyOperator('_eq', { field, sql, value, variables });
  const entries = Object.entries(value);
  if (entries.length === 0) throw invalidQuery(`The filter on "${field.name}" is empty: it would match every item`);
  const parts = entries.map(([name, entry]) => {
    if (name === '_and' || name === '_or') {
      return compileGroup(name, entry, (inner) => compileField(scope, scoped, inner, variables));
    }
    if (name.startsWith('_')) return applyOperator(name, { field, sql, value: entry, variables });
    return compileObject(scope, scope.follow(scoped), { [name]: entry }, variables);
  });
  return join(parts, ' AND ');
}

function join(parts: SqlPart[], separator: string): SqlPart {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return { sql: `(${parts.map(({ sql }) => sql).join(separator)})`, values: parts.flatMap(({ values }) => values) };
}
