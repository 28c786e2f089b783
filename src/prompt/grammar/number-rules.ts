import type { NumberShape } from '../shape.ts';

/** Whole numbers above this lose digits as JSON doubles; one digit fewer keeps every number of that length safe. */
const MAX_DIGITS = 15;
const LARGEST = 10 ** MAX_DIGITS - 1;

/** Exact for whole numbers; of other numbers only the sign follows from the bounds. */
export function numberBody(shape: NumberShape): string | undefined {
  if (shape.isInteger) return integerBody(Math.ceil(shape.minimum ?? -LARGEST), Math.floor(shape.maximum ?? LARGEST));
  const digits = `("0" | [1-9] [0-9]{0,${MAX_DIGITS - 1}}) ("." [0-9]{1,${MAX_DIGITS}})?`;
  if (shape.minimum !== undefined && shape.minimum >= 0) return digits;
  return shape.maximum !== undefined && shape.maximum < 0 ? `"-" ${digits}` : `"-"? ${digits}`;
}

/** `undefined` when there is no such number. */
function integerBody(minimum: number, maximum: number): string | undefined {
  const least = Math.max(minimum, -LARGEST);
  const most = Math.min(maximum, LARGEST);
  if (least > most) return undefined;
  const options: string[] = [];
  if (least < 0) options.push(`"-" (${positive(Math.max(1, -most), -least).join(' | ')})`);
  if (least <= 0 && most >= 0) options.push('"0"');
  if (most > 0) options.push(...positive(Math.max(1, least), most));
  return options.join(' | ');
}

/** Numbers from `from` to `to`, one alternative for each number of digits. */
function positive(from: number, to: number): string[] {
  const options: string[] = [];
  const [shortest, longest] = [String(from).length, String(to).length];
  if (from === 1 && to === LARGEST) return [`[1-9] [0-9]{0,${MAX_DIGITS - 1}}`];
  for (let length = shortest; length <= longest; length++) {
    const low = length === shortest ? String(from) : `1${'0'.repeat(length - 1)}`;
    const high = length === longest ? String(to) : '9'.repeat(length);
    options.push(sameLength(low, high));
  }
  return options;
}

function sameLength(low: string, high: string): string {
  if (low === '') return '';
  if (/^0*$/.test(low) && /^9*$/.test(high)) return anyDigits(low.length);
  const [lowDigit, highDigit] = [Number(low[0]), Number(high[0])];
  const [lowRest, highRest] = [low.slice(1), high.slice(1)];
  const count = lowRest.length;
  if (lowDigit === highDigit) return joined(`"${lowDigit}"`, sameLength(lowRest, highRest));
  const isLowWhole = /^0*$/.test(lowRest);
  const isHighWhole = /^9*$/.test(highRest);
  const options: string[] = [];
  if (!isLowWhole) options.push(joined(`"${lowDigit}"`, sameLength(lowRest, '9'.repeat(count))));
  const [first, last] = [isLowWhole ? lowDigit : lowDigit + 1, isHighWhole ? highDigit : highDigit - 1];
  if (first <= last) options.push(joined(first === last ? `"${first}"` : `[${first}-${last}]`, anyDigits(count)));
  if (!isHighWhole) options.push(joined(`"${highDigit}"`, sameLength('0'.repeat(count), highRest)));
  return options.length === 1 ? options[0]! : `(${options.join(' | ')})`;
}

function anyDigits(count: number): string {
  if (count === 0) return '';
  return count === 1 ? '[0-9]' : `[0-9]{${count}}`;
}

function joined(head: string, rest: string): string {
  return rest === '' ? head : `${head} ${rest}`;
}
