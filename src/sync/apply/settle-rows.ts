import type { FlowFilesPort, FlowRowsPort } from '../../ports/index.ts';
import type { FlowPlan } from '../types.ts';
import type { Attempt } from './attempt.ts';
import { restoreFile } from './merge-both.ts';
import { readBack } from './read-back.ts';
import type { Writes } from './write-all.ts';

const ROW_WRITES: ReadonlySet<string> = new Set(['create-row', 'update-row', 'delete-row', 'merge-both']);

/** What became of each write, now that the rows that were written, or may have been, are read back. */
export async function settleRows(
  plans: readonly FlowPlan[],
  { attempts, mergedFiles }: Writes,
  { rows, files }: { rows: FlowRowsPort; files: FlowFilesPort },
): Promise<Map<string, Attempt>> {
  const writes = plans.flatMap((plan) => {
    const attempt = attempts.get(plan.slug);
    if (!ROW_WRITES.has(plan.action.kind)) return [];
    return attempt?.end === 'written' || attempt?.end === 'unknown' ? [{ plan, attempt }] : [];
  });
  const settled = new Map([...attempts, ...(await readBack(writes, rows))]);
  for (const plan of plans.filter(({ slug }) => mergedFiles.has(slug))) {
    // A row that was written, and is something else now, has the merge in it.
    const attempt = settled.get(plan.slug);
    if (attempt === undefined || attempt.end === 'written' || attempts.get(plan.slug)?.end === 'written') continue;
    const problem = await restoreFile(plan, files);
    if (problem !== undefined) settled.set(plan.slug, { ...attempt, message: `${attempt.message}; ${problem}` });
  }
  return settled;
}
