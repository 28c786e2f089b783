import type { LintReport } from '../../report/lint-report.ts';
import { countOf } from '../../report/lint-report.ts';
import type { Direction, FlowPlan, FlowState } from '../../sync/types.ts';
import type { ShownFlow } from '../sync/sync-json.ts';
import { ACTION_WORDS, flowsText } from './sync-words.ts';

/** One line at the end of `push` and `pull`: what was done, where, and what is left. */
export function syncSummary(
  flows: readonly ShownFlow[],
  { direction, location, isDryRun }: { direction: Direction; location: string; isDryRun: boolean },
): string {
  const where = direction === 'push' ? `to ${location}` : `from ${location}`;
  const count = (result: ShownFlow['result']) => flows.filter((flow) => flow.result === result).length;
  const acted = flows.filter(({ result }) => result === (isDryRun ? 'planned' : 'done'));
  const bad = [
    [count('refused'), 'refused'],
    [count('stopped'), 'changed by somebody meanwhile, nothing written'],
    [count('failed'), 'failed'],
    [count('not-reached'), 'not reached'],
  ] as const;
  const failures = bad.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const rest = restText(flows, direction);
  if (acted.length === 0 && failures.length === 0) return [`Nothing to ${direction} ${where}`, ...rest].join('; ');
  const words = countWords(acted.map(({ plan }) => ACTION_WORDS[plan.action.kind][isDryRun ? 0 : 1])).join(', ');
  const did = direction === 'push' ? 'Pushed' : 'Pulled';
  const nothing = isDryRun ? 'A dry run, nothing was written' : `Nothing was ${did.toLowerCase()} ${where}`;
  const head = isDryRun
    ? `${nothing}; to do: ${words || 'nothing'}`
    : words === ''
      ? nothing
      : `${did} ${where}: ${words}`;
  const sign = failures.length > 0 ? '✗' : isDryRun ? '·' : '✓';
  return [`${sign} ${head}`, ...failures, ...rest].join('; ');
}

/** Which slugs of `--prune` named nothing to delete: a misspelt one must not pass for deleted. */
export function prunedInVain(
  flows: readonly ShownFlow[],
  { direction, prune }: { direction: Direction; prune: 'none' | 'asked' | ReadonlySet<string> },
): string[] {
  if (typeof prune === 'string') return [];
  const kinds = new Set<string>(['delete-row', 'delete-file']);
  const deleted = new Set(flows.filter(({ plan }) => kinds.has(plan.action.kind)).map(({ plan }) => plan.slug));
  const inVain = [...prune].filter((slug) => !deleted.has(slug));
  if (inVain.length === 0) return [];
  const side = direction === 'push' ? 'the file' : 'the row';
  return [
    `! --prune: nothing to delete of ${inVain.join(', ')}: it is for flows that were in step, and of which ${side} was deleted since`,
  ];
}

export interface Refusal {
  direction: Direction;
  /** What holds everything up. */
  stopping: readonly FlowPlan[];
  isAborted?: boolean;
  lint?: LintReport;
}

/** Why nothing at all was written, and the ways out. */
export function refusalText({ direction, stopping, isAborted, lint }: Refusal): string {
  const nothing = direction === 'push' ? 'Nothing was pushed' : 'Nothing was pulled';
  if (isAborted) return `${nothing}.`;
  if (lint !== undefined) {
    const found = `${countOf(lint.diagnostics.length, 'error')} in what would go to Directus`;
    return `✗ ${nothing}: ${found}. Repair them (genie-actions lint --fix), or push all the same with --no-lint.`;
  }
  const unusable = stopping.filter(({ state }) => state === 'unusable');
  const conflicts = stopping.length - unusable.length;
  const reasons = [
    ...(conflicts === 0 ? [] : [conflicts === 1 ? '1 conflict' : `${conflicts} conflicts`]),
    ...(unusable.length === 0 ? [] : [`${flowsText(unusable.length)} that cannot be used`]),
  ];
  const ways = conflictWays(
    stopping.filter(({ state }) => state === 'conflict'),
    direction,
  );
  return [`✗ ${nothing}: ${reasons.join(' and ')}.`, ...ways].join('\n');
}

/** With a single one, its own ways out; else the flags. */
function conflictWays(conflicts: readonly FlowPlan[], direction: Direction): string[] {
  const [first] = conflicts;
  if (first === undefined) return [];
  if (conflicts.length === 1) return [`  ${first.slug}: ${first.problem ?? ''}`];
  const ours = direction === 'push' ? '--ours sends the files' : '--ours keeps the files for push';
  return [
    `  ${ours}, --theirs takes what is in Directus, --merge joins both where it can; name flows to settle some only.`,
  ];
}

/** What the other direction, or a flag, would do; and how much needs nothing. */
function restText(flows: readonly ShownFlow[], direction: Direction): string[] {
  const idle = flows.filter(({ result }) => result === 'nothing');
  const inState = (...states: FlowState[]) => idle.filter(({ plan }) => states.includes(plan.state)).length;
  const inStep = inState('in-step');
  const other = direction === 'push' ? inState('remote-new', 'remote-changed') : inState('local-new', 'local-changed');
  const place = direction === 'push' ? 'in Directus' : 'here';
  const deleted = inState('local-deleted', 'remote-deleted');
  return [
    ...(inStep > 0 || flows.length === 0 ? [`${flowsText(inStep)} in step`] : []),
    ...(other > 0 ? [`${other} new or changed ${place} (${direction === 'push' ? 'pull' : 'push'})`] : []),
    ...(deleted > 0 ? [`${deleted} deleted on one side`] : []),
  ];
}

/** `2 updated, 1 created`. */
function countWords(words: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, number]) => `${number} ${word}`);
}
