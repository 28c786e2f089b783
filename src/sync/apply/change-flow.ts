import type { FlowPlan } from '../types.ts';
import { stopped, WRITTEN, type Attempt } from './attempt.ts';
import { changeRow } from './change-row.ts';
import { mergeBoth } from './merge-both.ts';
import type { Places } from './places.ts';

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
