import type { TextShape } from '../shape.ts';
import { literal, type RuleBook } from './rule-book.ts';
import { addressFormat, TEXT_FORMATS } from './text-formats.ts';

/** llama.cpp unfolds each repetition; beyond this a limit is left to the check before the run. */
const MAX_COUNTED = 256;

/** A text without its quotes, from the shape's format, beginning and length; a format comes before a length. */
export function textBody({ format, prefix, minLength, maxLength }: TextShape, book: RuleBook): string {
  const start = prefix === '' ? '' : `${literal(JSON.stringify(prefix).slice(1, -1))} `;
  const address = addressFormat(format, prefix);
  if (address !== undefined) return `${start}${address.grammar}`;
  const known = prefix === '' ? TEXT_FORMATS.get(format ?? '') : undefined;
  if (known !== undefined) return known.grammar;
  const taken = characterCount(prefix);
  return `${start}${letter(book)}${counted(minLength - taken, maxLength === undefined ? undefined : maxLength - taken)}`;
}

/** Whether the grammar of `textBody` takes a text that keeps to the shape's length and beginning. */
export function isOfFormat(text: string, { format, prefix }: TextShape): boolean {
  const address = addressFormat(format, prefix);
  if (address !== undefined) return address.expression.test(text.slice(prefix.length));
  return prefix !== '' || (TEXT_FORMATS.get(format ?? '')?.expression.test(text) ?? true);
}

/** Characters as JSON Schema counts them: code points. */
export function characterCount(text: string): number {
  return Array.from(text).length;
}

/** `{2,5}`, `*`, `+`: how often, with limits that are too high left out. */
export function counted(least: number, most: number | undefined): string {
  const from = Math.min(Math.max(least, 0), MAX_COUNTED);
  const to = most === undefined || most > MAX_COUNTED ? undefined : Math.max(most, from);
  if (to === undefined) return from === 0 ? '*' : from === 1 ? '+' : `{${from},}`;
  return from === to ? `{${from}}` : `{${from},${to}}`;
}

/** One letter of a JSON text: no half of a surrogate pair, which no UTF-8 text can hold. */
export function letter(book: RuleBook): string {
  const code = '[0-9A-CEFa-cef] [0-9A-Fa-f]{3} | [Dd] [0-7] [0-9A-Fa-f]{2}';
  return book.add('letter', String.raw`[^"\\\x00-\x1F] | "\\" (["\\/bfnrt] | "u" (${code}))`);
}
