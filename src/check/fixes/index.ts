export { applyEdits } from './apply-edits.ts';
export { fixText, type AppliedFix, type FixedText, type FixMode, type SkippedFix } from './fix-text.ts';
export { unifiedDiff } from './unified-diff.ts';
