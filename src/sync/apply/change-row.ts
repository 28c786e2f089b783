import { isSameDocument } from '../document.ts';
import type { FlowPlan, SyncAction } from '../types.ts';
import { failed, stopped, WRITTEN, type Attempt } from './attempt.ts';
import type { Places } from './places.ts';

export type RowChange = Extract<SyncAction, { kind: 'update-row' | 'delete-row' | 'merge-both' }>;

/** Updates or deletes a row if nobody changed it since it was read. Rejects with what the port rejects with. */
export async function changeRow(
  { slug, sides: { remote } }: FlowPlan,
  action: RowChange,
  { rows, isUnguarded }: Pick<Places, 'rows' | 'isUnguarded'>,
  signal: AbortSignal,
): Promise<Attempt> {
  if (remote === undefined) return ROW_CHANGED;
  const { id, updatedAt, document } = remote;
  if (updatedAt === undefined) {
    if (!isUnguarded) return failed(NO_GUARD);
    // The server cannot compare it in the moment of the write: what is left is to look right before.
    const now = (await rows.read([slug], { signal })).find((row) => row.id === id);
    if (now === undefined || !isSameDocument(now.document, document)) return ROW_CHANGED;
  }
  const row = { id, slug, updatedAt };
  const isChanged =
    action.kind === 'delete-row'
      ? await rows.delete(row, { signal })
      : await rows.update({ ...row, changes: action.changes }, { signal });
  return isChanged ? WRITTEN : ROW_CHANGED;
}

const ROW_CHANGED = stopped('somebody else changed the row meanwhile; nothing was written');
const NO_GUARD =
  'the row does not tell when it was changed last: run "genie-actions directus setup", or add --unguarded';
