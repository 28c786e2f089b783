import type { ToldRevision } from '../sync/read-history.ts';
import { localTime } from './local-time.ts';
import type { Palette } from './palette.ts';
import { changedText } from './sync-outcomes.ts';
import { renderTable } from './table.ts';

/** Revisions as a table: number, time, account, and what changed. */
export function historyTable(revisions: readonly ToldRevision[], palette: Palette, width: number): string {
  return renderTable<ToldRevision>(
    [
      { title: 'REVISION', value: ({ id }) => String(id), paint: (cell) => palette.accent(cell) },
      { title: 'WHEN', value: ({ at }) => timeText(at) },
      { title: 'WHO', value: ({ by }) => by ?? 'unknown' },
      { title: 'WHAT', value: whatChanged, paint: (cell) => palette.dim(cell) },
    ],
    revisions,
    { width, title: (text) => palette.dim(text) },
  );
}

function timeText(at: string): string {
  const time = Date.parse(at);
  return Number.isNaN(time) ? 'unknown' : localTime(time);
}

function whatChanged({ action, changes, changedKeys }: ToldRevision): string {
  if (action === 'create') return 'created';
  const places = changes.length > 0 ? changes.map(({ what }) => what) : changedKeys;
  return places.length === 0 ? 'nothing of the flow' : changedText(places);
}
