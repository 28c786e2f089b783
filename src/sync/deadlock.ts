import type { FlowState, PlanOptions, Sides } from './types.ts';

/** Why nothing is done with a flow although its sides differ, and the flags that help. One sentence. */
export function describeDeadlock(state: FlowState, sides: Sides, { direction, resolve }: PlanOptions): string {
  const { slug, local, remote, base } = sides;
  const prune = `--prune=${slug}`;
  const isPush = direction === 'push';
  if (local === undefined) {
    const what =
      state === 'conflict' ? 'the file was deleted, but the row changed' : 'the file was deleted, the row not';
    const deletion = state === 'conflict' ? `push --ours ${prune}` : `push ${prune}`;
    return `${what}; "--theirs" restores the file, "${deletion}" deletes the row`;
  }
  if (remote === undefined) {
    const what =
      state === 'conflict' ? 'the row was deleted, but the file changed' : 'the row was deleted, the file not';
    const deletion = state === 'conflict' ? `pull --theirs ${prune}` : `pull ${prune}`;
    return `${what}; "push --ours" creates the row again, "${deletion}" deletes the file`;
  }
  const ways = isPush
    ? '"--ours" pushes the file, "--theirs" takes the row'
    : '"--theirs" takes the row, "--ours" keeps the file';
  const isMerge = resolve?.(slug) === 'merge';
  if (base === undefined) {
    const reason = isMerge ? ', so nothing can be merged' : '';
    return `the file and the row differ, and no base tells which of them changed${reason}; ${ways}`;
  }
  if (isMerge) return `both sides changed the same thing, so they cannot be merged; ${ways}`;
  return `both sides changed, differently; ${ways}, "--merge" takes the changes of both`;
}
