import type { FlowPlan } from '../../sync/types.ts';
import { wrapText } from './fit-text.ts';
import { changeLines, type ChangesView } from './sync-changes.ts';
import { paintOfState } from './sync-words.ts';

const MEANING: Record<FlowPlan['state'], string> = {
  'in-step': 'nothing differs',
  alike: 'the same on both sides, not noted yet',
  'local-new': 'only here',
  'remote-new': 'only in Directus',
  'local-changed': 'changed here',
  'remote-changed': 'changed in Directus',
  'local-deleted': 'deleted here',
  'remote-deleted': 'deleted in Directus',
  gone: 'deleted on both sides, not noted yet',
  conflict: 'changed here and in Directus',
  unusable: 'cannot be compared',
};

/** One flow: its slug, how it stands, and each difference below. */
export function flowDiff(plan: FlowPlan, view: ChangesView): string {
  const { slug, state, problem, changes } = plan;
  const { palette, width } = view;
  const head = `${palette.strong(slug)}  ${paintOfState(state, palette)(state)}  ${palette.dim(meaningOf(plan))}`;
  const isWhole = changes.length === 1 && changes[0]!.pointer === '' && changes[0]!.kind !== 'changed';
  const lines = state === 'unusable' ? wrapText(problem ?? '', width - 2).map((line) => `  ${line}`) : [];
  return [head, ...lines, ...(isWhole ? [] : changeLines(changes, state === 'conflict', view))].join('\n');
}

function meaningOf({ state, sides: { local, remote, base } }: FlowPlan): string {
  if (state !== 'conflict') return MEANING[state];
  if (local === undefined) return 'deleted here, changed in Directus';
  if (remote === undefined) return 'changed here, deleted in Directus';
  return base === undefined ? 'different, and nobody noted what it was before' : MEANING.conflict;
}
