import type { JsonObject } from '../json.ts';
import type { Call } from './call.ts';
import type { ItemId } from './directus.ts';

/** One row of the collection of flows, as a document: its columns in the order of the keys of a flow, those without a value left out. */
export interface FlowRow {
  id: ItemId;
  slug: string;
  /** When the row was changed last, as the server writes it, empty when it never was; `undefined` without such a column. */
  updatedAt: string | undefined;
  document: JsonObject;
}

/** What the collection can hold. */
export interface FlowColumns {
  /** Keys of a flow document that have a column. */
  documentKeys: ReadonlySet<string>;
  /** The column with the time of the last change, which the server sets; `undefined` when there is none. */
  updatedAt: string | undefined;
}

/** A change of a row on condition that nobody changed it since it was read. */
export interface FlowRowUpdate {
  id: ItemId;
  slug: string;
  /** As it was read; `undefined` only for a write without a guard. */
  updatedAt: string | undefined;
  /** The columns that change; `null` empties one. */
  changes: JsonObject;
}

/** Who changed a flow, when, and what: newest first. */
export interface FlowRevision {
  /** The number that `rollback` takes. */
  id: number;
  /** ISO 8601. */
  at: string;
  /** Name or e-mail of the account, or its id; `undefined` for a change by nobody that is known. */
  by: string | undefined;
  action: 'create' | 'update' | 'revert' | 'delete' | 'other';
  /** The whole document after the change. */
  document: JsonObject;
  /** The columns that changed. */
  changedKeys: string[];
}

/** The rows of flows of one Directus server. Methods reject with a `ServiceError`, or with the reason of their signal. */
export interface FlowRowsPort {
  /** The address of the server and the collection: `http://localhost:8055 action_flows`. */
  readonly location: string;
  /** Address of the server without credentials: what a base is made for. */
  readonly address: string;
  /** What the collection can hold. Rejects with `COLLECTION_NOT_FOUND` when there is no such collection. */
  columns(call?: Call): Promise<FlowColumns>;
  /** All rows, or those of some slugs, in one request. A slug may be there twice where the column is not unique. */
  read(slugs?: readonly string[], call?: Call): Promise<FlowRow[]>;
  /** Asks the server whether the rows could be created, without creating any; `undefined` where it cannot be asked. */
  tryCreate(documents: readonly JsonObject[], call?: Call): Promise<'possible' | undefined>;
  /** Creates all rows or none, in one request. Rejects with `RECORD_NOT_UNIQUE` when a slug is taken. */
  create(documents: readonly JsonObject[], call?: Call): Promise<void>;
  /** One row, on condition. `false`: somebody changed or deleted it meanwhile, nothing was written. */
  update(update: FlowRowUpdate, call?: Call): Promise<boolean>;
  /** One row, on the same condition. `true` when it is gone afterwards, also where somebody else deleted it. */
  delete(row: Pick<FlowRowUpdate, 'id' | 'slug' | 'updatedAt'>, call?: Call): Promise<boolean>;
  revisions(id: ItemId, call?: Call): Promise<FlowRevision[]>;
  close(): Promise<void>;
}
