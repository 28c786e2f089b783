export { applyEdits } from './apply-edits.ts';
