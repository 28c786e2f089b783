import type { FlowPlan, SyncAction } from '../types.ts';
import { failed, stopped, WRITTEN, type Attempt } from './attempt.ts';
import type { Places } from './change-flow.ts';

export type RowChange = Extract<SyncAction, { kind: 'update-row' | 'delete-row' | 'merge-both' }>;

/** Updates or deletes a row if nobody changed it since it was read. Rejects with what the port rejects with. */
export async function changeRow(
  { slug, sides: { remote } }: FlowPlan,
  action: RowChange,
  { rows, isUnguarded }: Pick<Places, 'rows' | 'isUnguarded'>,
  signal: AbortSignal,
): Promise<Attempt> {
  if (remote === undefined) return stopped('the row is not there; nothing was written');
  // Without a time there would be no condition.
  if (remote.updatedAt === undefined && !isUnguarded) return failed(NO_GUARD);
  const row = { id: remote.id, slug, updatedAt: isUnguarded ? undefined : remote.updatedAt };
  const isChanged =
    action.kind === 'delete-row'
      ? await rows.delete(row, { signal })
      : await rows.update({ ...row, changes: action.changes }, { signal });
  return isChanged ? WRITTEN : stopped('somebody else changed the row meanwhile; nothing was written');
}

const NO_GUARD =
  'the row does not tell when it was changed last: run "genie-actions directus setup", or add --unguarded';
