import type { SyncBasesPort } from '../../ports/index.ts';
import type { FlowPlan } from '../types.ts';
import { failed, failureText, WRITTEN, type Attempt } from './attempt.ts';

/** Remembers what both sides are now. The sides stay in step when it fails: the next command finds them alike. */
export async function writeBase({ slug, nextBase, sides }: FlowPlan, bases: SyncBasesPort): Promise<Attempt> {
  // Also where there is none that can be used: a rollback must not take away a file that somebody has to look at.
  if (nextBase === sides.base) return WRITTEN;
  try {
    if (nextBase === undefined) await bases.delete(slug);
    else await bases.write(nextBase);
    return WRITTEN;
  } catch (error) {
    return failed(`both sides are written, but not what was synced last: ${failureText(error)}`);
  }
}
