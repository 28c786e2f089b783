import type { DirectusQuery } from '../../ports/index.ts';
import { invalidQuery } from '../embedded-directus/refusals.ts';
import { checkQueryObject } from './check-values.ts';
import { shownValue } from './shown-value.ts';

/** Directus's own, said with each request so that a server that is set up otherwise gives no other answer. */
const DEFAULT_LIMIT = 100;
/** `-name`, `author.name`, `count(steps)`, `item:posts.title`, `*`; a comma would be two. */
const FIELD = /^-?[\w.:*()$?]+$/;
const MAX_FIELD_LENGTH = 255;

/** What a query is on its way. Throws `INVALID_QUERY` for what would arrive as something else, or not at all. */
export function queryParameters(query: DirectusQuery): Record<string, unknown> {
  if (typeof query !== 'object' || query === null) throw invalidQuery('A query must be an object');
  const { filter, deep, aggregate, search } = query;
  if (filter !== undefined) checkQueryObject(filter, 'filter');
  if (deep !== undefined) checkQueryObject(deep, 'deep');
  if (aggregate !== undefined) checkQueryObject(aggregate, 'aggregate');
  if (search !== undefined && typeof search !== 'string') throw invalidQuery('"search" must be a text');
  return {
    ...fieldsParameter(query),
    ...(filter === undefined ? {} : { filter }),
    ...(deep === undefined ? {} : { deep }),
    ...(aggregate === undefined ? {} : { aggregate }),
    ...(search === undefined ? {} : { search }),
    ...names('sort', query.sort),
    ...names('groupBy', query.groupBy),
    limit: count('limit', query.limit === undefined ? DEFAULT_LIMIT : query.limit, -1),
    ...(query.offset === undefined ? {} : { offset: count('offset', query.offset, 0) }),
  };
}

/** Only the choice of fields, and what is read of related items, for requests about known items. */
export function fieldsParameter({ fields, deep }: Pick<DirectusQuery, 'fields' | 'deep'>): Record<string, unknown> {
  if (deep !== undefined) checkQueryObject(deep, 'deep');
  return { ...names('fields', fields), ...(deep === undefined ? {} : { deep }) };
}

/** A list without names is none, as in the embedded store. */
function names(parameter: string, list: unknown): Record<string, string> {
  if (list === undefined) return {};
  if (!Array.isArray(list)) throw invalidQuery(`"${parameter}" must be a list of names`);
  const trimmed = (list as unknown[]).map((name) => (typeof name === 'string' ? name.trim() : name));
  for (const name of trimmed) {
    const isName = typeof name === 'string' && name.length <= MAX_FIELD_LENGTH && FIELD.test(name);
    if (!isName) throw invalidQuery(`"${parameter}" has ${shownValue(name)}, which is not the name of a field`);
  }
  return trimmed.length === 0 ? {} : { [parameter]: trimmed.join(',') };
}

function count(parameter: string, value: unknown, least: number): number {
  if (Number.isSafeInteger(value) && (value as number) >= least) return value as number;
  throw invalidQuery(`"${parameter}" must be a whole number greater than or equal to ${least}`);
}
