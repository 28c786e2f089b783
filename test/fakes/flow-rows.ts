import type { JsonObject } from '../../src/json.ts';
import { ServiceError, type FlowRow, type FlowRowsPort } from '../../src/ports/index.ts';
import { canonicalDocument } from '../../src/sync/index.ts';

export type RowsCall = 'columns' | 'read' | 'tryCreate' | 'create' | 'update' | 'delete' | 'revisions';

export interface FlowTable {
  /** By slug: it is unique. */
  rows: Map<string, FlowRow>;
  /** Somebody else writes a row: creates it, changes it, or deletes it (`undefined`). */
  set(slug: string, document: JsonObject | undefined): void;
  document(slug: string): JsonObject | undefined;
}

/** A collection of flows as Directus has it: the slug is unique, each write has a new time. */
export function flowTable(documents: readonly JsonObject[] = []): FlowTable {
  const rows = new Map<string, FlowRow>();
  let writes = 0;
  const table: FlowTable = {
    rows,
    set(slug, document) {
      const known = rows.get(slug);
      if (document === undefined) return void rows.delete(slug);
      writes++;
      // Directus gives a new row no time of a change.
      const updatedAt = known === undefined ? '' : new Date(Date.UTC(2026, 0, 1) + writes).toISOString();
      rows.set(slug, { id: known?.id ?? writes, slug, updatedAt, document: canonicalDocument(document) });
    },
    document: (slug) => rows.get(slug)?.document,
  };
  for (const document of documents) table.set(document['slug'] as string, document);
  return table;
}

/** What happens around each call: it may come late, never, or its answer may get lost. `work` is done at once, as in a transaction. */
export type Around = <Result>(call: RowsCall, work: () => Result, slug?: string) => Promise<Result>;

const atOnce: Around = async (_call, work) => work();

/** The rows of a table, as a connection of its own sees them. */
export function flowRows(table: FlowTable, around: Around = atOnce): FlowRowsPort {
  const { rows } = table;
  const isUnchanged = ({ id, slug, updatedAt }: Pick<FlowRow, 'id' | 'slug' | 'updatedAt'>) => {
    const row = rows.get(slug);
    return row?.id === id && (updatedAt === undefined || row.updatedAt === updatedAt);
  };
  return {
    location: 'http://fake:8055 action_flows',
    address: 'http://fake:8055',
    columns: () =>
      around('columns', () => ({ documentKeys: new Set(['slug', 'name', 'steps']), updatedAt: 'date_updated' })),
    read: (slugs) =>
      around('read', () => structuredClone([...rows.values()].filter(({ slug }) => slugs?.includes(slug) ?? true))),
    tryCreate: (documents) => around('tryCreate', () => (refuseTaken(rows, documents), 'possible' as const)),
    create: (documents) =>
      around('create', () => {
        refuseTaken(rows, documents);
        for (const document of documents) table.set(document['slug'] as string, structuredClone(document));
      }),
    update: ({ changes, ...row }) =>
      around(
        'update',
        () => {
          if (!isUnchanged(row)) return false;
          table.set(row.slug, { ...table.document(row.slug), ...structuredClone(changes) });
          return true;
        },
        row.slug,
      ),
    delete: (row) => around('delete', () => isUnchanged(row) && rows.delete(row.slug), row.slug),
    revisions: () => around('revisions', () => []),
    close: async () => undefined,
  };
}

function refuseTaken(rows: ReadonlyMap<string, FlowRow>, documents: readonly JsonObject[]): void {
  const slugs = documents.map(({ slug }) => slug as string);
  const taken = slugs.find((slug, index) => rows.has(slug) || slugs.indexOf(slug) !== index);
  if (taken === undefined) return;
  throw new ServiceError('directus', 'RECORD_NOT_UNIQUE', `The slug "${taken}" is taken`, { isRetryable: false });
}
