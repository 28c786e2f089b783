export { remoteDocument } from './compare-sides.ts';
export { diffDocuments } from './diff/diff-documents.ts';
export { canonicalDocument, changedKeys, columnChanges, editorKeysOf, flowText, isSameDocument } from './document.ts';
export { mergeDocuments } from './merge/merge-documents.ts';
export { planFlow, stopsRun } from './plan-flow.ts';
export { planSync, usualSchema } from './plan-sync.ts';
export { isSameValue } from './same-value.ts';
export type {
  AllSides,
  Direction,
  FlowChange,
  FlowOutcome,
  FlowPlan,
  FlowState,
  PlanOptions,
  Resolution,
  Sides,
  SyncAction,
} from './types.ts';
