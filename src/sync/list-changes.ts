import type { NestedSettings } from '../flow/index.ts';
import { remoteDocument } from './compare-sides.ts';
import { diffDocuments } from './diff/diff-documents.ts';
import { compareThree } from './merge/merge-documents.ts';
import type { FlowChange, FlowState, Sides } from './types.ts';

/** What each side changed since the base; of different sides without a base, what differs. */
export function listChanges(state: FlowState, sides: Sides, settings?: NestedSettings): FlowChange[] {
  switch (state) {
    case 'in-step':
    case 'alike':
    case 'gone':
    case 'unusable':
      return [];
    default:
  }
  const local = sides.local?.document;
  const remote = remoteDocument(sides);
  const base = sides.base?.document;
  if (base === undefined) {
    if (local === undefined) return [wholeFlow('remote', 'added')];
    if (remote === undefined) return [wholeFlow('local', 'added')];
    return diffDocuments(remote, local, 'both', settings).map(withoutBase);
  }
  if (local !== undefined && remote !== undefined) return compareThree(base, local, remote, settings).changes;
  return [
    ...(local === undefined ? [wholeFlow('local', 'removed')] : diffDocuments(base, local, 'local', settings)),
    ...(remote === undefined ? [wholeFlow('remote', 'removed')] : diffDocuments(base, remote, 'remote', settings)),
  ];
}

function wholeFlow(side: FlowChange['side'], kind: FlowChange['kind']): FlowChange {
  return { side, kind, what: 'the flow', pointer: '' };
}

/** A difference from the row, which is not what was before. */
function withoutBase({ before, ...change }: FlowChange): FlowChange {
  return before === undefined ? change : { ...change, afterRemote: before };
}
