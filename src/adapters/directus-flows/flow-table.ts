import type { Call } from '../../ports/index.ts';
import type { DirectusServer, KnownField } from '../directus-server/index.ts';
import { FLOW_KEYS, JSON_KEYS } from '../flow-document.ts';
import { withSetupHint } from './refusals.ts';

/** What the adapter has to know of the collection to read and write rows as they are meant. */
export interface FlowTable {
  /** The column with the primary key. */
  key: string;
  /** Keys of a document that have a column. */
  documentKeys: ReadonlySet<string>;
  /** The column that Directus fills in at each change; `undefined` without one. */
  updatedAt: string | undefined;
  /** Keys whose column is of text and holds JSON. */
  textKeys: ReadonlySet<string>;
}

/** What Directus calls the column unless told otherwise, and what `directus setup` makes. */
export const USUAL_UPDATED_AT = 'date_updated';

/** What a well set up collection is like: with this, rows are read before anything is asked. */
export const USUAL_TABLE: FlowTable = {
  key: 'id',
  documentKeys: new Set(FLOW_KEYS),
  updatedAt: USUAL_UPDATED_AT,
  textKeys: new Set(),
};

/** Rejects with `COLLECTION_NOT_FOUND`. */
export async function readFlowTable(
  { rows }: DirectusServer,
  collection: string,
  call: Call | undefined,
): Promise<FlowTable> {
  try {
    const { fields, isComplete } = await rows.fields(collection, call);
    const stored = [...fields.values()].filter(({ type }) => type !== 'alias');
    const names = new Set(stored.map(({ name }) => name));
    const isText = ({ name, type }: KnownField) => JSON_KEYS.has(name) && (type === 'text' || type === 'string');
    return {
      key: stored.find(({ isPrimaryKey }) => isPrimaryKey)?.name ?? 'id',
      documentKeys: new Set(FLOW_KEYS.filter((key) => names.has(key))),
      updatedAt: updatedAtOf(stored, isComplete),
      textKeys: new Set(stored.filter(isText).map(({ name }) => name)),
    };
  } catch (thrown) {
    throw withSetupHint(thrown);
  }
}

/** An account that is not told what is special about a field has to trust the usual name. */
function updatedAtOf(fields: readonly KnownField[], isComplete: boolean): string | undefined {
  const found = isComplete
    ? fields.find(({ special }) => special.includes('date-updated'))
    : fields.find(({ name, type }) => name === USUAL_UPDATED_AT && (type === 'timestamp' || type === 'dateTime'));
  return found?.name;
}
