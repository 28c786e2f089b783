import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { applyOperator, type SqlPart } from './filter-operators.ts';
import type { QueryVariables } from './filter-values.ts';
import type { QueryScope, ScopedField, Source } from './query-scope.ts';
import { invalidQuery } from './refusals.ts';

/** Groups and relations inside each other; beyond this SQLite's own limits come near. */
const MAX_DEPTH = 50;

interface Compilation {
  scope: QueryScope;
  variables: QueryVariables;
  depth: number;
}

/**
 * A Directus filter as a condition in SQL. A filter that is empty as a whole means every row; an empty object or list
 * anywhere inside is a condition that got lost and throws `INVALID_QUERY`, as unknown operators do.
 */
export function compileFilter(scope: QueryScope, filter: JsonObject, variables: QueryVariables): SqlPart | undefined {
  if (isJsonObject(filter) && Object.keys(filter).length === 0) return undefined;
  return compileObject({ scope, variables, depth: 0 }, scope.root, filter);
}

function compileObject(parent: Compilation, source: Source, filter: Json): SqlPart {
  const compilation = deeper(parent);
  if (!isJsonObject(filter)) throw invalidQuery('A filter has to be an object');
  const entries = Object.entries(filter);
  if (entries.length === 0) throw invalidQuery('A filter is empty: it would match every item');
  const parts = entries.map(([name, value]) => {
    if (isGroup(name)) return compileGroup(name, value, (entry) => compileObject(compilation, source, entry));
    if (name.startsWith('_')) throw invalidQuery(`"${name}" stands where a field is expected`);
    return compileField(compilation, compilation.scope.field(source, name), value);
  });
  return join(parts, ' AND ');
}

function compileField(parent: Compilation, scoped: ScopedField, value: Json): SqlPart {
  const compilation = deeper(parent);
  const { scope, variables } = compilation;
  const { field, sql } = scoped;
  if (value === null) throw invalidQuery(`The filter on "${field.name}" is null`, 'Use { "_null": true }.');
  if (!isJsonObject(value)) return applyOperator('_eq', { field, sql, value, variables });
  const entries = Object.entries(value);
  if (entries.length === 0) throw invalidQuery(`The filter on "${field.name}" is empty: it would match every item`);
  const parts = entries.map(([name, entry]) => {
    if (isGroup(name)) return compileGroup(name, entry, (inner) => compileField(compilation, scoped, inner));
    if (name.startsWith('_')) return applyOperator(name, { field, sql, value: entry, variables });
    return compileObject(compilation, scope.follow(scoped), { [name]: entry });
  });
  return join(parts, ' AND ');
}

function deeper(compilation: Compilation): Compilation {
  const depth = compilation.depth + 1;
  if (depth > MAX_DEPTH) throw invalidQuery(`A filter may be ${MAX_DEPTH} levels deep at most`);
  return { ...compilation, depth };
}

function isGroup(name: string): name is '_and' | '_or' {
  return name === '_and' || name === '_or';
}

function compileGroup(name: '_and' | '_or', value: Json, compile: (entry: Json) => SqlPart): SqlPart {
  if (!Array.isArray(value) || value.length === 0) {
    throw invalidQuery(`"${name}" has to be a list with at least one filter`);
  }
  return join(value.map(compile), name === '_and' ? ' AND ' : ' OR ');
}

function join(parts: SqlPart[], separator: string): SqlPart {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return { sql: `(${parts.map(({ sql }) => sql).join(separator)})`, values: parts.flatMap(({ values }) => values) };
}
