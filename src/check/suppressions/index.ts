export { applyBaseline, createBaseline, type Baseline, type CheckedFile, type StaleEntry } from './baseline.ts';
export { suppress } from './suppress.ts';
export type { SuppressionOverride } from './suppression.ts';
