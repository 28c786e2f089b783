import { isCancel, select } from '@clack/prompts';
import type { FlowPlan, Resolution, SyncAction } from '../../sync/types.ts';
import type { Streams } from '../streams.ts';

export type ConflictAnswer = Resolution | 'skip' | 'abort';

/** What settles a conflict, and what is done then. */
export interface Settlement {
  resolution: Resolution;
  action: SyncAction['kind'];
}

const LABELS: Record<Resolution, string> = { local: 'ours', remote: 'theirs', merge: 'merge' };

const HINTS: Partial<Record<SyncAction['kind'], string>> = {
  'create-row': 'create it in Directus again',
  'update-row': 'the file goes to Directus',
  'delete-row': 'delete it in Directus, too',
  'create-file': 'restore the file from Directus',
  'update-file': 'Directus goes to the file',
  'delete-file': 'delete the file, too',
  'merge-both': 'both changes, in the file and in Directus',
  'write-base': 'keep the file; push sends it',
  'delete-base': 'keep the file; push creates it in Directus again',
};

/** Asks how one conflict is settled; it was shown before. Ctrl-C is `abort`. Only for a terminal. */
export async function askAboutConflict(
  { slug }: FlowPlan,
  settlements: readonly Settlement[],
  { stdin, stderr }: Streams,
): Promise<ConflictAnswer> {
  const answer = await select<ConflictAnswer>({
    message: `What becomes of ${slug}?`,
    options: [
      ...settlements.map(({ resolution, action }) => ({
        value: resolution,
        label: LABELS[resolution],
        hint: resolution === 'merge' ? 'both changes' : HINTS[action]!,
      })),
      { value: 'skip', label: 'skip', hint: 'leave it as it is, and go on with the others' },
      { value: 'abort', label: 'abort', hint: 'write nothing at all' },
    ],
    input: stdin,
    output: stderr,
  });
  return isCancel(answer) ? 'abort' : answer;
}
