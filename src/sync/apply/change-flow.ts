import type { FlowFilesPort, FlowRowsPort } from '../../ports/index.ts';
import type { FlowPlan } from '../types.ts';
import { stopped, WRITTEN, type Attempt } from './attempt.ts';
import { changeRow } from './change-row.ts';
import { mergeBoth } from './merge-both.ts';

/** What a sync writes to. */
export interface Places {
  rows: FlowRowsPort;
  files: FlowFilesPort;
  /** Rows are written although they do not tell whether they were changed since they were read. */
  isUnguarded: boolean;
  /** Slugs of the flows whose file holds the merge of both sides, whatever became of the row. */
  mergedFiles: Set<string>;
}

/**
 * Does what is planned for one flow, except creating its row: that is done for all flows at once. A side that changed since
 * the plan is left as it is. Rejects with what a port rejects with.
 */
export async function changeFlow(plan: FlowPlan, places: Places, signal: AbortSignal): Promise<Attempt> {
  const { action, sides } = plan;
  const { files } = places;
  const expected = sides.local?.text;
  switch (action.kind) {
    case 'create-file':
      return fileAttempt(await files.write(action.path, action.text, undefined));
    case 'update-file':
      return fileAttempt(await files.write(action.path, action.text, expected));
    case 'delete-file':
      return fileAttempt(expected === undefined || (await files.delete(action.path, expected)));
    case 'update-row':
    case 'delete-row':
      return changeRow(plan, action, places, signal);
    case 'merge-both':
      return mergeBoth(plan, action, places, signal);
    default:
      return WRITTEN;
  }
}

function fileAttempt(isWritten: boolean): Attempt {
  return isWritten ? WRITTEN : stopped('the file was changed meanwhile; nothing was written');
}
