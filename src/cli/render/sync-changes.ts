import type { FlowChange } from '../../sync/types.ts';
import { fitWidth } from './fit-text.ts';
import type { Palette } from './palette.ts';
import { changedValues, valueText } from './sync-value.ts';

export interface ChangesView {
  palette: Palette;
  /** Columns; infinite without a terminal. */
  width: number;
}

const SIGNS: Record<FlowChange['kind'], string> = { added: '+', removed: '-', changed: '~', moved: '↕' };
const SIDES: Record<FlowChange['side'], string> = { local: 'here', remote: 'Directus', both: 'both' };
const SIDE_WIDTH = 8;
const WITHOUT_TERMINAL = 120;
/** Less than this of a value says nothing. */
const MIN_VALUE = 12;

/** Each change in a line, and in lines of their own the values that are long. `hasSides`: says whose change each is. */
export function changeLines(changes: readonly FlowChange[], hasSides: boolean, view: ChangesView): string[] {
  const columns = Number.isFinite(view.width) ? view.width : WITHOUT_TERMINAL;
  return changes.flatMap((change) => {
    const margin = hasSides ? `${SIDES[change.side].padEnd(SIDE_WIDTH)}  ` : '';
    return linesOf(change, margin, { ...view, width: columns });
  });
}

function linesOf(change: FlowChange, margin: string, { palette, width }: ChangesView): string[] {
  const { side, kind, what, before, after } = change;
  const paint = { added: palette.good, removed: palette.bad, changed: palette.warning, moved: palette.accent }[kind];
  const indent = ' '.repeat(margin.length + 4);
  const head = fitWidth(what, Math.min(what.length, width - indent.length));
  const line = `  ${palette.dim(margin)}${paint(SIGNS[kind])} ${palette.strong(head)}`;
  const room = width - indent.length - head.length - 2;
  if (side === 'both') return [line, ...threeValues(change, indent, { palette, width })];
  if (kind === 'moved') return [`${line}  ${palette.dim(`from place ${String(before)} to ${String(after)}`)}`];
  if (kind === 'changed') return twoValues([before, after], { line, indent, room }, { palette, width });
  const value = kind === 'added' ? after : before;
  return value === undefined || room < MIN_VALUE ? [line] : [`${line}  ${palette.dim(valueText(value, room))}`];
}

interface Lead {
  line: string;
  indent: string;
  /** Columns that are left behind the line. */
  room: number;
}

/** `- before` and `+ after`, behind the line where both fit. */
function twoValues(
  [before, after]: [unknown, unknown],
  { line, indent, room }: Lead,
  { palette, width }: ChangesView,
): string[] {
  const each = Math.floor((room - 3) / 2);
  const isShort = [before, after].every((value) => (JSON.stringify(value) ?? '').length <= each);
  const [one, other] = changedValues(before, after, isShort ? each : width - indent.length - 2);
  if (isShort) return [`${line}  ${palette.bad(one)} ${palette.dim('→')} ${palette.good(other)}`];
  return [line, `${indent}${palette.bad(`- ${one}`)}`, `${indent}${palette.good(`+ ${other}`)}`];
}

function threeValues(
  { before, after, afterRemote }: FlowChange,
  indent: string,
  { palette, width }: ChangesView,
): string[] {
  const room = width - indent.length - SIDE_WIDTH - 2;
  const [here, there] = changedValues(after, afterRemote, room);
  const rows = [
    ...(before === undefined ? [] : [['before', valueText(before, room), palette.dim] as const]),
    ['here', here, palette.good] as const,
    ['Directus', there, palette.accent] as const,
  ];
  return rows.map(([name, value, paint]) => `${indent}${palette.dim(name.padEnd(SIDE_WIDTH))}  ${paint(value)}`);
}
