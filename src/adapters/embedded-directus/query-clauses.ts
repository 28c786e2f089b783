import type { DirectusQuery } from '../../ports/index.ts';
import { compileFilter } from './compile-filter.ts';
import type { SqlPart } from './filter-operators.ts';
import type { QueryVariables } from './filter-values.ts';
import type { QueryScope } from './query-scope.ts';
import { invalidQuery } from './refusals.ts';
import { isUuid } from './uuid.ts';

/** Directus's own. */
const DEFAULT_LIMIT = 100;

/** WHERE of a query: its filter and its search. */
export function whereOf(scope: QueryScope, { filter, search }: DirectusQuery, variables: QueryVariables): SqlPart {
  if (filter === null) throw invalidQuery('A filter has to be an object');
  if (typeof (search ?? '') !== 'string') throw invalidQuery('"search" has to be a text');
  const parts = [filter && compileFilter(scope, filter, variables), search ? compileSearch(scope, search) : undefined];
  const given = parts.filter((part) => part !== undefined);
  if (given.length === 0) return { sql: '', values: [] };
  return { sql: ` WHERE ${given.map(({ sql }) => sql).join(' AND ')}`, values: given.flatMap(({ values }) => values) };
}

/** ORDER BY for `field` and `-field`; rows that are equal so far follow their key, as without any sort. */
export function orderOf(scope: QueryScope, sort: readonly string[] = []): string {
  const { alias, collection } = scope.root;
  const terms = sort.map((entry) => {
    const isDescending = entry.startsWith('-');
    return `${scope.fieldAt(entry.slice(Number(isDescending)).trim()).sql}${isDescending ? ' DESC' : ''}`;
  });
  return ` ORDER BY ${[...terms, `${alias}.${collection.primaryKey.column}`].join(', ')}`;
}

/** LIMIT and OFFSET. Throws `INVALID_QUERY`. */
export function pageOf({ limit = DEFAULT_LIMIT, offset = 0 }: DirectusQuery): string {
  if (!Number.isSafeInteger(limit) || limit < -1) throw invalidQuery('"limit" has to be a whole number, or -1 for all');
  if (!Number.isSafeInteger(offset) || offset < 0) throw invalidQuery('"offset" has to be a whole number from 0');
  return ` LIMIT ${limit} OFFSET ${offset}`;
}

/**
 * Search as Directus has it: the whole text anywhere in a string or text field, whatever its case; a number in a number
 * field; a whole UUID in a field of keys.
 */
function compileSearch(scope: QueryScope, search: string): SqlPart {
  const { alias, collection } = scope.root;
  const parts = [...collection.fields.values()].flatMap(({ type, column }): SqlPart[] => {
    const sql = `${alias}.${column}`;
    switch (type) {
      case 'string':
      case 'text':
        return [{ sql: `casefold(${sql}) LIKE ?`, values: [`%${search.toLowerCase()}%`] }];
      case 'integer':
      case 'float':
        return isNumber(search) ? [{ sql: `${sql} = ?`, values: [Number(search)] }] : [];
      case 'uuid':
        return isUuid(search) ? [{ sql: `${sql} = ?`, values: [search] }] : [];
      default:
        return [];
    }
  });
  return {
    sql: `(${parts.map(({ sql }) => sql).join(' OR ') || 'FALSE'})`,
    values: parts.flatMap(({ values }) => values),
  };
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}
