import type { ShownFlow, ShownResult } from '../sync/sync-json.ts';
import type { Paint, Palette } from './palette.ts';
import { ACTION_WORDS, WAY_OUT } from './sync-words.ts';
import { renderTable } from './table.ts';

/** Flows about which there is something to say: what was done or is planned, and why something was not. */
export function outcomesTable(flows: readonly ShownFlow[], palette: Palette, width: number): string {
  const rows = flows.filter(isWorthSaying);
  if (rows.length === 0) return '';
  const isPlan = rows.some(({ result }) => result === 'planned');
  return renderTable<ShownFlow>(
    [
      { title: 'SLUG', value: ({ plan }) => plan.slug, paint: (cell) => palette.accent(cell) },
      { title: isPlan ? 'PLAN' : 'RESULT', value: wordOf, paint: (cell, { result }) => paintOf(result, palette)(cell) },
      { title: 'WHERE', value: whereOf, paint: (cell) => palette.dim(cell) },
      {
        title: 'WHAT',
        value: whatOf,
        paint: (cell, { result }) => (result === 'done' || result === 'planned' ? palette.dim(cell) : cell),
      },
    ],
    rows,
    { width, title: (text) => palette.dim(text) },
  );
}

export function isWorthSaying({ plan, result, message }: ShownFlow): boolean {
  return result !== 'nothing' || message !== undefined || plan.problem !== undefined;
}

function wordOf({ plan, result }: ShownFlow): string {
  const [planned, done] = ACTION_WORDS[plan.action.kind];
  if (result === 'planned') return planned;
  if (result === 'done') return done;
  if (result === 'refused')
    return plan.state === 'unusable' ? 'unusable' : plan.state === 'conflict' ? 'conflict' : 'refused';
  return result === 'nothing' ? 'left' : result.replace('-', ' ');
}

function whereOf({ plan, result }: ShownFlow): string {
  return result === 'refused' || result === 'nothing' ? '' : ACTION_WORDS[plan.action.kind][2];
}

function whatOf({ plan, result, message }: ShownFlow): string {
  const reason = message ?? plan.problem;
  if (reason !== undefined) return reason;
  const { action, changes } = plan;
  if (action.kind === 'write-base' && plan.state === 'alike') return 'is the same on both sides';
  if (action.kind === 'delete-base' && plan.state === 'gone') return 'is deleted on both sides';
  if (result === 'refused') return WAY_OUT[plan.state];
  if (action.kind.startsWith('create') || action.kind.startsWith('delete')) return '';
  return changedText(changes.map(({ what }) => what));
}

/** `description, step "caption", and 3 more`. */
export function changedText(places: readonly string[], shown = 3): string {
  const distinct = [...new Set(places)];
  const more = distinct.length - shown;
  return more > 0 ? `${distinct.slice(0, shown).join(', ')}, and ${more} more` : distinct.join(', ');
}

function paintOf(result: ShownResult, palette: Palette): Paint {
  if (result === 'done') return palette.good;
  if (result === 'planned') return palette.accent;
  return result === 'nothing' || result === 'not-reached' ? palette.warning : palette.bad;
}
