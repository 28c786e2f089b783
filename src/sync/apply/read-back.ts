import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../json.ts';
import type { FlowRow, FlowRowsPort } from '../../ports/index.ts';
import { changedKeys, isSameDocument } from '../document.ts';
import type { FlowPlan } from '../types.ts';
import { failed, failureText, WRITTEN, type Attempt } from './attempt.ts';

/** A connection that broke while something was written may be back soon, and much depends on it. */
const RETRY_AFTER_MS = [200, 800];
const TIME_LIMIT_MS = 60_000;

/** A write of a row that only reading can judge. */
export interface RowWrite {
  plan: FlowPlan;
  attempt: Extract<Attempt, { end: 'written' | 'unknown' }>;
}

/**
 * Judges writes of rows by what the rows are now, in one request: what was written has to be there, and what nobody knows is
 * found out. Not stopped by the person: without it there would be no base for what was written.
 */
export async function readBack(writes: readonly RowWrite[], rows: FlowRowsPort): Promise<Map<string, Attempt>> {
  if (writes.length === 0) return new Map();
  const slugs = writes.map(({ plan }) => plan.slug);
  try {
    const bySlug = Map.groupBy(await readPatiently(slugs, rows), ({ slug }) => slug);
    return new Map(writes.map(({ plan, attempt }) => [plan.slug, judge(plan, attempt, bySlug.get(plan.slug) ?? [])]));
  } catch (error) {
    return new Map(writes.map(({ plan, attempt }) => [plan.slug, inDoubt(attempt, error)]));
  }
}

async function readPatiently(slugs: readonly string[], rows: FlowRowsPort): Promise<FlowRow[]> {
  for (const waitMs of RETRY_AFTER_MS) {
    try {
      return await rows.read(slugs, { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    } catch {
      await sleep(waitMs);
    }
  }
  return rows.read(slugs, { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
}

function judge(plan: FlowPlan, attempt: RowWrite['attempt'], found: readonly FlowRow[]): Attempt {
  const expected = rowAfter(plan);
  const [row] = found;
  if (expected === undefined) {
    if (row === undefined) return WRITTEN;
    return attempt.end === 'unknown'
      ? notDone(plan, attempt, row)
      : failed('the row was deleted, and one is there again');
  }
  if (found.length === 1 && isSameDocument(row!.document, expected)) return WRITTEN;
  if (attempt.end === 'unknown') return notDone(plan, attempt, row);
  if (row === undefined) return failed('the row was written, and is gone: somebody else deleted it');
  if (found.length > 1) return failed(`there are ${found.length} rows with this slug now: delete all but one of them`);
  const keys = changedKeys(expected, row.document).map((key) => `"${key}"`);
  return failed(`the row was written, and has another ${keys.join(', ')}: somebody else changed it, or the server did`);
}

/** What the row holds after the action; `undefined`: there is none. */
function rowAfter({ action }: FlowPlan): JsonObject | undefined {
  return 'document' in action ? action.document : undefined;
}

function notDone({ sides }: FlowPlan, attempt: { message: string }, row: FlowRow | undefined): Attempt {
  const before = sides.remote;
  const isAsBefore = row?.updatedAt === before?.updatedAt && row?.id === before?.id;
  return failed(
    `${attempt.message}; ${isAsBefore ? 'the row is as it was' : 'somebody else changed the row meanwhile'}`,
  );
}

function inDoubt(attempt: RowWrite['attempt'], error: unknown): Attempt {
  const reason = failureText(error);
  return attempt.end === 'unknown'
    ? failed(`${attempt.message}; nobody knows whether the row was written: it cannot be read back: ${reason}`)
    : failed(`the row was written, but cannot be read back: ${reason}`);
}
