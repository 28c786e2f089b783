import type { FlowState, SyncAction } from '../../sync/types.ts';
import type { Paint, Palette } from './palette.ts';

/** What brings a flow in step, by its state. */
export const WAY_OUT: Record<FlowState, string> = {
  'in-step': '',
  alike: 'the same on both sides, not noted yet: push or pull notes it',
  'local-new': 'push creates it in Directus',
  'remote-new': 'pull creates the file',
  'local-changed': 'push updates Directus',
  'remote-changed': 'pull updates the file',
  'local-deleted': 'push --prune deletes it in Directus, pull --theirs restores the file',
  'remote-deleted': 'pull --prune deletes the file, push --ours creates it in Directus again',
  gone: 'deleted on both sides: push or pull forgets it',
  conflict: 'both sides changed the same thing: look at diff, then push or pull with --ours or --theirs',
  unusable: '',
};

/** An action that is going to be done, as the word of a plan; then one that was done. */
export const ACTION_WORDS: Record<SyncAction['kind'], readonly [planned: string, done: string, what: string]> = {
  none: ['leave', 'left', ''],
  'create-row': ['create', 'created', 'in Directus'],
  'update-row': ['update', 'updated', 'in Directus'],
  'delete-row': ['delete', 'deleted', 'in Directus'],
  'create-file': ['create', 'created', 'the file'],
  'update-file': ['update', 'updated', 'the file'],
  'delete-file': ['delete', 'deleted', 'the file'],
  'merge-both': ['merge', 'merged', 'the file and Directus'],
  'write-base': ['note', 'noted', ''],
  'delete-base': ['forget', 'forgotten', ''],
};

/** How the word of a state looks. */
export function paintOfState(state: FlowState, palette: Palette): Paint {
  if (state === 'conflict' || state === 'unusable') return palette.bad;
  if (state === 'in-step' || state === 'alike' || state === 'gone') return palette.dim;
  return state.endsWith('deleted') ? palette.warning : palette.good;
}

/** `1 flow`, `3 flows`. */
export function flowsText(count: number): string {
  return count === 1 ? '1 flow' : `${count} flows`;
}
