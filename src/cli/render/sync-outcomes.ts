import type { ShownFlow, ShownResult } from '../sync/sync-json.ts';
import { wrapText } from './fit-text.ts';
import type { Paint, Palette } from './palette.ts';
import { ACTION_WORDS, WAY_OUT } from './sync-words.ts';
import { renderTable } from './table.ts';

/** Flows about which there is something to say: what was done or is planned; then, why something was not. */
export function outcomesText(flows: readonly ShownFlow[], palette: Palette, width: number): string {
  const reasons = reasonLines(flows, palette, width);
  return [outcomesTable(flows, palette, width), ...(reasons.length === 0 ? [] : ['', ...reasons])].join('\n').trim();
}

/** Slugs that are named; of more, how many. */
const NAMED = 4;

/** Reasons are long and say the way out, so that they are never cut. */
function reasonLines(flows: readonly ShownFlow[], palette: Palette, width: number): string[] {
  const byReason = Map.groupBy(flows, ({ plan, message }) => message ?? plan.problem);
  return [...byReason].flatMap(([reason, having]) =>
    reason === undefined ? [] : linesOfReason(reason, having, palette, width),
  );
}

function linesOfReason(reason: string, having: readonly ShownFlow[], palette: Palette, width: number): string[] {
  const slugs = having.map(({ plan }) => plan.slug);
  const more = slugs.length > NAMED ? ` and ${slugs.length - NAMED} more` : '';
  const [line = '', ...rest] = wrapText(`${slugs.slice(0, NAMED).join(', ')}${more}: ${reason}`, width - 2);
  const sign = having[0]!.result === 'nothing' ? palette.warning('!') : palette.bad('✗');
  return [`${sign} ${line}`, ...rest.map((text) => `  ${text}`)];
}

function outcomesTable(flows: readonly ShownFlow[], palette: Palette, width: number): string {
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
        paint: (cell) => palette.dim(cell),
      },
    ],
    rows,
    { width, title: (text) => palette.dim(text) },
  );
}

function isWorthSaying({ plan, result, message }: ShownFlow): boolean {
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
  if ((message ?? plan.problem) !== undefined) return '';
  const { action, changes } = plan;
  if (action.kind === 'write-base' && plan.state === 'alike') return 'is the same on both sides';
  if (action.kind === 'delete-base' && plan.state === 'gone') return 'is deleted on both sides';
  if (result === 'refused') return WAY_OUT[plan.state];
  if (action.kind.startsWith('create') || action.kind.startsWith('delete')) return nameOf(plan);
  return changedText(changes.map(({ what }) => what));
}

function nameOf({ action, sides: { local, remote, base } }: ShownFlow['plan']): string {
  const document = action.kind === 'create-row' ? action.document : (remote ?? local ?? base)?.document;
  const name = document?.['name'];
  return typeof name === 'string' ? name : '';
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
