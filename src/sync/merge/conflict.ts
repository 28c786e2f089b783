import type { Placed } from '../diff/diff-documents.ts';
import { describeSpot, pointerOf } from '../diff/spot.ts';
import type { FlowChange } from '../types.ts';

/** A value at its place in the base, in the file and in the row. */
export interface ThreePlaced {
  base: Placed;
  local: Placed;
  remote: Placed;
}

/** Both sides changed the value, differently; or one changed what the other removed. */
export function conflictAt({ base, local, remote }: ThreePlaced): FlowChange {
  const holder = local.value === undefined ? remote : local;
  return {
    side: 'both',
    kind: base.value === undefined ? 'added' : 'changed',
    what: describeSpot(holder.spot),
    pointer: pointerOf(holder.spot),
    ...(base.value === undefined ? {} : { before: base.value }),
    ...(local.value === undefined ? {} : { after: local.value }),
    ...(remote.value === undefined ? {} : { afterRemote: remote.value }),
  };
}
