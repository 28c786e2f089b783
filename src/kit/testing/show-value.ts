import type { Json } from '../../json.ts';

/** How much of a value is shown. */
const SHOWN_CHARS = 100;
/** Characters before a difference that help to find it. */
const BEFORE_DIFFERENCE = 20;

/** A value in a sentence, cut where it is long. */
export function showValue(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS - 1)}…` : text;
}

/** How two plain values differ; of long texts the part around the first difference. */
export function showDifference(expected: Json, actual: Json): string {
  if (typeof expected !== 'string' || typeof actual !== 'string' || isShort(expected, actual)) {
    return `expected ${showValue(expected)}, got ${showValue(actual)}`;
  }
  let same = 0;
  while (same < expected.length && expected[same] === actual[same]) same++;
  const from = Math.max(0, same - BEFORE_DIFFERENCE);
  return `differs from character ${same + 1} on: expected ${excerpt(expected, from)}, got ${excerpt(actual, from)}`;
}

function isShort(...texts: string[]): boolean {
  return texts.every((text) => text.length <= SHOWN_CHARS / 2);
}

function excerpt(text: string, from: number): string {
  const part = text.slice(from, from + SHOWN_CHARS / 2);
  return JSON.stringify(`${from > 0 ? '…' : ''}${part}${from + part.length < text.length ? '…' : ''}`);
}
