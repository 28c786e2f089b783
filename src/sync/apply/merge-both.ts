import type { FlowFilesPort } from '../../ports/index.ts';
import type { FlowPlan, SyncAction } from '../types.ts';
import { failureText, stopped, type Attempt } from './attempt.ts';
import { changeRow } from './change-row.ts';
import type { Places } from './places.ts';

type MergeAction = Extract<SyncAction, { kind: 'merge-both' }>;

/**
 * Writes the file, then the row: a row without its file would look like a change of somebody else. Rejects with what a port
 * rejects with; the file of a row that is not written is restored by `restoreFile`.
 */
export async function mergeBoth(
  plan: FlowPlan,
  action: MergeAction,
  places: Places,
  signal: AbortSignal,
): Promise<Attempt> {
  if (!(await places.files.write(action.path, action.text, plan.sides.local?.text))) {
    return stopped('the file was changed meanwhile; nothing was written');
  }
  places.mergedFiles.add(plan.slug);
  return changeRow(plan, action, places, signal);
}

/** Gives a file the text that it had before its merge. Returns why the flow was not written, and whether the file is as it was. */
export async function restoreFile({ action, sides }: FlowPlan, files: FlowFilesPort): Promise<string | undefined> {
  if (action.kind !== 'merge-both' || sides.local === undefined) return undefined;
  try {
    const isRestored = await files.write(action.path, sides.local.text, action.text);
    return isRestored ? undefined : 'the file has the merge, and was changed since';
  } catch (error) {
    return `the file has the merge: ${failureText(error)}`;
  }
}
