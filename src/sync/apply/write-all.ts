import type { FlowPlan } from '../types.ts';
import type { ApplyOptions } from './apply-options.ts';
import type { Attempt } from './attempt.ts';
import { changeFlow } from './change-flow.ts';
import { startCourse } from './course.ts';
import { createRows, isCreatePlan } from './create-rows.ts';
import { inTurn } from './in-turn.ts';

/** A server works on few writes at a time; more only wait there. */
const WRITES_AT_ONCE = 8;

export interface Writes {
  /** By slug. */
  attempts: Map<string, Attempt>;
  /** Slugs of the flows whose file holds the merge of both sides, whatever became of the row. */
  mergedFiles: ReadonlySet<string>;
}

/** Tries to write every flow: new rows at once, then everything else, flow by flow. Does not reject for what a port does. */
export async function writeAll(
  plans: readonly FlowPlan[],
  { rows, files, signal, onProgress, isUnguarded = false }: ApplyOptions,
): Promise<Writes> {
  const mergedFiles = new Set<string>();
  const course = startCourse(signal);
  try {
    const attempts = await createRows(plans.filter(isCreatePlan), rows, course);
    let reached = [...attempts.values()].filter(isReached).length;
    if (reached > 0) onProgress?.(reached, plans.length);
    const others = plans.filter((plan) => !isCreatePlan(plan));
    await inTurn(others, WRITES_AT_ONCE, async (plan) => {
      const places = { rows, files, isUnguarded, mergedFiles };
      const attempt = await course.attempt((signal) => changeFlow(plan, places, signal));
      attempts.set(plan.slug, attempt);
      if (isReached(attempt)) onProgress?.(++reached, plans.length);
    });
    return { attempts, mergedFiles };
  } finally {
    course.close();
  }
}

function isReached({ end }: Attempt): boolean {
  return end !== 'not-reached';
}
