import { withoutCallMark } from '../../engine/call-mark.ts';
import type { StepPath } from '../../engine/events.ts';
import type { ShownStep } from './run-state.ts';

/** How many steps stand around the one at `path`. */
export function depthOf(path: StepPath): number {
  return path.filter((part, index) => typeof part === 'string' && typeof path[index - 1] === 'number').length;
}

/** The branch or round that the step belongs to: `then`, `#4`, `finally`; empty at the top. */
export function branchOf(path: StepPath): string {
  const before = path.at(-2);
  if (before === undefined) return '';
  return typeof before === 'number' ? `#${before + 1}` : withoutCallMark(before);
}

/** The order of the document: a step, then what is in it; error handlers after the rest, `finally` last. */
export function comparePaths(a: StepPath, b: StepPath): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = compareParts(a[index]!, b[index]!);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareParts(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'number') return -1;
  if (typeof b === 'number') return 1;
  if (a === b) return 0;
  if (a === 'on_error' || b === 'on_error') return a === 'on_error' ? 1 : -1;
  return a < b ? -1 : 1;
}

/** Drops what went well in earlier rounds of the loops around `path`. */
export function forgetEarlierRounds(steps: Map<string, ShownStep>, path: StepPath): void {
  for (let index = 1; index < path.length - 1; index++) {
    const round = path[index];
    if (typeof round !== 'number' || typeof path[index - 1] !== 'string' || typeof path[index + 1] !== 'number')
      continue;
    for (const [id, step] of steps) {
      if ((step.status === 'done' || step.status === 'skipped') && isInEarlierRound(step.path, path, index))
        steps.delete(id);
    }
  }
}

function isInEarlierRound(candidate: StepPath, path: StepPath, index: number): boolean {
  const round = candidate[index];
  if (candidate.length <= index + 1 || typeof round !== 'number' || round >= (path[index] as number)) return false;
  return candidate.slice(0, index).every((part, at) => part === path[at]);
}
