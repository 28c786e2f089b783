import { isJsonObject, type JsonObject } from '../../json.ts';
import type { Call, DirectusQuery } from '../../ports/index.ts';
import { badAnswer } from './connection-failures.ts';
import { readJson } from './exchange.ts';
import { explainRefusal } from './explain-refusal.ts';
import type { Gateway } from './gateway.ts';
import type { SchemaKnowledge } from './known-schema.ts';
import { queryParameters } from './query-parameters.ts';
import type { Resource } from './resource.ts';

export type WholeQuery = Pick<DirectusQuery, 'fields' | 'filter'> & { sort: string[] };

/**
 * All rows of a collection, whatever `QUERY_LIMIT_MAX` of Directus says: it cuts an answer off without a word. One request as
 * long as it does not. `sort` keeps the pages apart.
 */
export async function readAll(
  { gateway, knowledge }: { gateway: Gateway; knowledge: SchemaKnowledge },
  resource: Resource,
  query: WholeQuery,
  call: Call | undefined,
): Promise<JsonObject[]> {
  const rows: JsonObject[] = [];
  for (;;) {
    const path = `${resource.path}?${searchOf({ ...query, offset: rows.length, limit: -1 }).toString()}`;
    const page = await readPage(gateway, path, call).catch(async (thrown: unknown) => {
      throw await explainRefusal({ gateway, knowledge }, { resource, query }, thrown, call);
    });
    rows.push(...page.rows);
    if (rows.length >= page.count) return rows;
    if (page.rows.length === 0) throw badAnswer(gateway.address, `${rows.length} of ${page.count} rows`);
  }
}

function searchOf(query: DirectusQuery): URLSearchParams {
  const search = new URLSearchParams({ meta: 'filter_count' });
  for (const [name, value] of Object.entries(queryParameters(query))) {
    search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return search;
}

async function readPage(
  gateway: Gateway,
  path: string,
  call: Call | undefined,
): Promise<{ rows: JsonObject[]; count: number }> {
  const answer = await gateway.fetch(path, { method: 'GET', signal: call?.signal });
  const body = (await readJson(gateway.address, answer, call?.signal)) as { data?: unknown; meta?: unknown } | null;
  if (!Array.isArray(body?.data) || !body.data.every(isJsonObject)) throw badAnswer(gateway.address, 'no list');
  const { filter_count: count } = (body.meta ?? {}) as Record<string, unknown>;
  return { rows: body.data, count: typeof count === 'number' ? count : body.data.length };
}
