import type { FlowPlan } from '../../sync/types.ts';
import type { Palette } from './palette.ts';
import { paintOfState, WAY_OUT } from './sync-words.ts';
import { renderTable } from './table.ts';

/** The flows that are not in step: slug, state, and what to do. Empty when all are. */
export function statusTable(plans: readonly FlowPlan[], palette: Palette, width: number): string {
  const rows = plans.filter(({ state }) => state !== 'in-step');
  if (rows.length === 0) return '';
  return renderTable<FlowPlan>(
    [
      { title: 'SLUG', value: ({ slug }) => slug, paint: (cell) => palette.accent(cell) },
      { title: 'STATE', value: ({ state }) => state, paint: (cell, { state }) => paintOfState(state, palette)(cell) },
      {
        title: 'WHAT TO DO',
        value: whatToDo,
        paint: (cell, { state }) => (state === 'unusable' ? cell : palette.dim(cell)),
      },
    ],
    rows,
    { width, title: (text) => palette.dim(text) },
  );
}

const MERGEABLE = 'both sides changed, at different places: push or pull with --merge joins them; or --ours, --theirs';

function whatToDo({ state, problem, changes, sides: { local, remote, base } }: FlowPlan): string {
  if (state === 'unusable') return problem ?? '';
  if (state !== 'conflict') return WAY_OUT[state];
  if (local === undefined)
    return 'deleted here, changed in Directus: pull --theirs restores the file, push --ours --prune deletes the row';
  if (remote === undefined)
    return 'changed here, deleted in Directus: push --ours creates it again, pull --theirs --prune deletes the file';
  if (base === undefined)
    return 'different, and nobody noted what it was before: look at diff, then push or pull with --ours or --theirs';
  const isMergeable = changes.every(({ side }) => side !== 'both');
  return isMergeable ? MERGEABLE : WAY_OUT.conflict;
}
