import type { StepRecord } from '../ports/index.ts';

/** In the order in which the steps started; within one millisecond, a list before what is in it and indexes upwards. */
export function sortSteps(steps: StepRecord[]): StepRecord[] {
  return steps
    .map((step) => ({ step, path: JSON.parse(step.path) as Array<string | number> }))
    .sort((a, b) => a.step.startedAt - b.step.startedAt || comparePaths(a.path, b.path))
    .map(({ step }) => step);
}

function comparePaths(a: Array<string | number>, b: Array<string | number>): number {
  for (const [depth, mine] of a.entries()) {
    const other = b[depth];
    if (other === undefined) return 1;
    if (mine === other) continue;
    if (typeof mine === 'number' && typeof other === 'number') return mine - other;
    // `finally` stands beside the indexes of `steps`, and after them; named branches keep the order of their records.
    if (typeof mine === typeof other) return 0;
    return typeof mine === 'number' ? -1 : 1;
  }
  return a.length - b.length;
}
