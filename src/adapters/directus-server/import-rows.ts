import type { JsonObject } from '../../json.ts';
import type { Call } from '../../ports/index.ts';
import { checkPayload } from './check-values.ts';
import { badAnswer } from './connection-failures.ts';
import { readJson } from './exchange.ts';
import { explainRefusal } from './explain-refusal.ts';
import type { Gateway } from './gateway.ts';
import type { SchemaKnowledge } from './known-schema.ts';
import type { Resource } from './resource.ts';

export interface ImportOptions {
  /**
   * `batch`: `POST /utils/import`, of Directus 12.2 and later. `collection`: `POST /utils/import/<collection>`, of all versions;
   * takes the right to update rows as well, and answers without saying what it did.
   */
  route: 'batch' | 'collection';
  /** Has Directus roll back what it wrote; only by the route `batch`. */
  isDryRun?: boolean;
}

/** Rejects with what Directus refuses; with a status of 404 where it does not have the route. */
export async function importRows(
  { gateway, knowledge }: { gateway: Gateway; knowledge: SchemaKnowledge },
  resource: Resource,
  rows: readonly JsonObject[],
  { route, isDryRun = false }: ImportOptions,
  call: Call = {},
): Promise<void> {
  for (const [index, row] of rows.entries()) checkPayload(row, `rows[${index}]`);
  const { collection } = resource;
  const { address } = gateway;
  const isBatch = route === 'batch';
  const path = isBatch ? `/utils/import?mode=add${isDryRun ? '&dryRun=true' : ''}` : `/utils/import/${collection}`;
  const form = new FormData();
  const text = JSON.stringify(isBatch ? [{ collection, items: rows }] : rows);
  form.append('file', new Blob([text], { type: 'application/json' }), 'rows.json');
  try {
    const answer = await gateway.fetch(path, { method: 'POST', body: form, signal: call.signal });
    if (!isBatch) return;
    const said = (await readJson(address, answer, call.signal)) as { data?: { applied?: unknown } } | null;
    if (said?.data?.applied !== !isDryRun) throw badAnswer(address, 'no word on what was imported');
  } catch (thrown) {
    throw await explainRefusal({ gateway, knowledge }, { resource }, thrown, call);
  }
}
