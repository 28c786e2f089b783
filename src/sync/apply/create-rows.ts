import { GenieError } from '../../errors.ts';
import type { FlowRowsPort } from '../../ports/index.ts';
import type { FlowPlan, SyncAction } from '../types.ts';
import { failed, failureText, stopped, WRITTEN, type Attempt } from './attempt.ts';
import type { Course } from './course.ts';

export type CreatePlan = FlowPlan & { action: Extract<SyncAction, { kind: 'create-row' }> };

export function isCreatePlan(plan: FlowPlan): plan is CreatePlan {
  return plan.action.kind === 'create-row';
}

/** How often those whose slug was taken meanwhile are left out and the rest is tried again. */
const MAX_TRIES = 3;

/**
 * Creates all rows or none, in one request. A row that somebody else created meanwhile stops its flow only; the others are
 * tried again. Everything else that the server refuses fails all of them. A dry run of the server would tell nothing more, and
 * take as long: it is for plans that are only shown.
 */
export async function createRows(
  plans: readonly CreatePlan[],
  rows: FlowRowsPort,
  course: Course,
): Promise<Map<string, Attempt>> {
  const attempts = new Map<string, Attempt>();
  let left = plans;
  for (let tries = 1; left.length > 0; tries++) {
    const taken = new Set<string>();
    const attempt = await course.attempt(async (signal) => {
      try {
        await rows.create(
          left.map(({ action }) => action.document),
          { signal },
        );
        return WRITTEN;
      } catch (error) {
        if (!isTaken(error) || tries === MAX_TRIES) throw error;
        for (const { slug } of await rows.read(slugsOf(left), { signal })) taken.add(slug);
        return failed(failureText(error));
      }
    });
    for (const { slug } of left) attempts.set(slug, taken.has(slug) ? TAKEN : attempt);
    if (taken.size === 0) break;
    left = left.filter(({ slug }) => !taken.has(slug));
  }
  return attempts;
}

const TAKEN = stopped('somebody else created a row with this slug meanwhile; nothing was written');

function isTaken(error: unknown): boolean {
  return error instanceof GenieError && error.code === 'RECORD_NOT_UNIQUE';
}

function slugsOf(plans: readonly CreatePlan[]): string[] {
  return plans.map(({ slug }) => slug);
}
