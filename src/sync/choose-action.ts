import { bringTo, deleteFile, deleteRow, keepFile, writeFileOnly, type Choice } from './actions.ts';
import { remoteDocument } from './compare-sides.ts';
import { describeDeadlock } from './deadlock.ts';
import { mergeDocuments } from './merge/merge-documents.ts';
import type { FlowState, PlanOptions, Sides } from './types.ts';

/** What is done with a flow in a state that can be used. */
export function chooseAction(state: FlowState, sides: Sides, options: PlanOptions): Choice {
  const isPush = options.direction === 'push';
  switch (state) {
    case 'alike':
      return bringTo(sides.local!.document!, sides, options);
    case 'gone':
      return { action: { kind: 'delete-base' }, nextBase: undefined };
    case 'local-new':
    case 'local-changed':
      return isPush ? bringTo(sides.local!.document!, sides, options) : nothing(sides);
    case 'remote-new':
    case 'remote-changed':
      return isPush ? nothing(sides) : bringTo(remoteDocument(sides)!, sides, options);
    case 'local-deleted':
    case 'remote-deleted':
    case 'conflict':
      return settle(state, sides, options) ?? { ...nothing(sides), problem: describeDeadlock(state, sides, options) };
    default:
      return nothing(sides);
  }
}

function nothing({ base }: Sides): Choice {
  return { action: { kind: 'none' }, nextBase: base };
}

/** What the flags decide about a conflict, or about a flow of which one side was deleted; `undefined`: nothing. */
function settle(state: FlowState, sides: Sides, options: PlanOptions): Choice | undefined {
  const isPush = options.direction === 'push';
  const isPruned = options.prune?.has(sides.slug) === true;
  const local = sides.local?.document;
  const remote = remoteDocument(sides);
  switch (options.resolve?.(sides.slug)) {
    case 'local':
      if (!isPush) return state === 'local-deleted' ? undefined : keepFile(sides);
      if (local !== undefined) return bringTo(local, sides, options);
      return isPruned ? deleteRow() : undefined;
    case 'remote':
      if (remote !== undefined) return bringTo(remote, sides, options);
      return isPruned ? deleteFile(sides) : undefined;
    case 'merge':
      return state === 'conflict' ? settleByMerge(sides, options) : settleByPruning(state, sides, options);
    default:
      return settleByPruning(state, sides, options);
  }
}

function settleByPruning(state: FlowState, sides: Sides, { direction, prune }: PlanOptions): Choice | undefined {
  if (prune?.has(sides.slug) !== true) return undefined;
  if (state === 'local-deleted' && direction === 'push') return deleteRow();
  return state === 'remote-deleted' && direction === 'pull' ? deleteFile(sides) : undefined;
}

/** Without a base nobody can tell what was added from what was removed: nothing is merged then. */
function settleByMerge(sides: Sides, options: PlanOptions): Choice | undefined {
  const local = sides.local?.document;
  const remote = remoteDocument(sides);
  if (sides.base === undefined || local === undefined || remote === undefined) return undefined;
  const merged = mergeDocuments(sides.base.document, local, remote, options.nestedSettings);
  if ('conflicts' in merged) return undefined;
  if (options.direction === 'push') return bringTo(merged.document, sides, options);
  return writeFileOnly(merged.document, sides);
}
