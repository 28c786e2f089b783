import { fitWidth } from './fit-text.ts';

/** What stays visible around a change in a long value. */
const CONTEXT = 16;
const MIN_WIDTH = 12;

/** A value in one line of at most so many columns; text in quotes, everything else as JSON. */
export function valueText(value: unknown, width: number): string {
  const text = JSON.stringify(value) ?? '(nothing)';
  return fitWidth(text, Math.min(text.length, Math.max(MIN_WIDTH, width)));
}

/** Two values of which each gets so many columns: where both are long, from shortly before they differ. */
export function changedValues(before: unknown, after: unknown, width: number): [before: string, after: string] {
  const [one, other] = [JSON.stringify(before) ?? '(nothing)', JSON.stringify(after) ?? '(nothing)'];
  const isLong = one.length > width || other.length > width;
  const shared = isLong ? Math.max(0, sharedStart(one, other) - CONTEXT) : 0;
  const shown = (text: string) => {
    const rest = shared === 0 ? text : `…${text.slice(shared)}`;
    return fitWidth(rest, Math.min(rest.length, Math.max(MIN_WIDTH, width)));
  };
  return [shown(one), shown(other)];
}

function sharedStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
