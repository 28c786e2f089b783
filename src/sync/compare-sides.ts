import type { JsonObject } from '../json.ts';
import { isSameDocument } from './document.ts';
import { findDepthProblem, findProblem } from './find-problem.ts';
import type { FlowState, Sides } from './types.ts';

/** How the sides of a flow stand to each other. */
export function compareSides(sides: Sides): FlowState {
  if (findProblem(sides) !== undefined) return 'unusable';
  const state = compareDocuments(sides);
  return state !== 'in-step' && findDepthProblem(sides) !== undefined ? 'unusable' : state;
}

function compareDocuments(sides: Sides): FlowState {
  const local = sides.local?.document;
  const remote = remoteDocument(sides);
  const base = sides.base?.document;
  if (base === undefined) return compareWithoutBase(local, remote);
  if (local === undefined && remote === undefined) return 'gone';
  const isLocalAsBase = local !== undefined && isSameDocument(local, base);
  const isRemoteAsBase = remote !== undefined && isSameDocument(remote, base);
  if (local === undefined) return isRemoteAsBase ? 'local-deleted' : 'conflict';
  if (remote === undefined) return isLocalAsBase ? 'remote-deleted' : 'conflict';
  if (isLocalAsBase && isRemoteAsBase) return isHeldBaseOld(sides) ? 'alike' : 'in-step';
  if (isSameDocument(local, remote) || isSameDocument(local, sides.remote!.document)) return 'alike';
  if (isRemoteAsBase) return 'local-changed';
  return isLocalAsBase ? 'remote-changed' : 'conflict';
}

function compareWithoutBase(local: JsonObject | undefined, remote: JsonObject | undefined): FlowState {
  if (local === undefined) return remote === undefined ? 'in-step' : 'remote-new';
  if (remote === undefined) return 'local-new';
  return isSameDocument(local, remote) ? 'alike' : 'conflict';
}

/** Whether the row is inactive because it was pushed so, and not because anybody says so. */
export function isHeldInactive({ base, remote }: Pick<Sides, 'base' | 'remote'>): boolean {
  return base?.isHeldInactive === true && remote !== undefined && remote.document['active'] === false;
}

/** What the row says. While it is held inactive, its `active` is what the file said when it was pushed. */
export function remoteDocument(sides: Pick<Sides, 'base' | 'remote'>): JsonObject | undefined {
  const row = sides.remote?.document;
  if (row === undefined || !isHeldInactive(sides)) return row;
  return { ...row, active: sides.base!.document['active'] ?? true };
}

/** Somebody made the row active: from now on it means what it says. */
function isHeldBaseOld(sides: Sides): boolean {
  return sides.base!.isHeldInactive && !isHeldInactive(sides);
}
