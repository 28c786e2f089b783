import { BACKSLASH, BACKTICK, DOUBLE_QUOTE, LINE_FEED, OPEN_BRACE, SINGLE_QUOTE, SPACE } from '../characters.ts';
import { isClosingQuote } from '../tag/quotes.ts';
import { codeAt, fail } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { createInnerQuotes, isInnerQuote } from './inner-quotes.ts';
import { isStringEnd } from './string-end.ts';
import type { StringRole } from './string-end.ts';

const DOLLAR = 0x24;
const LOWER_U = 0x75;
const HEX = /^[0-9a-fA-F]{4}$/;
const HEX_LENGTH = 4;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** The cursor is on the quote that opens a string; afterwards it is behind the one that ends it. */
export function readString(cursor: Cursor, role: StringRole): string | undefined {
  const { text, index: start, repairs } = cursor;
  const quote = text.charCodeAt(start);
  if (text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote) return fail(cursor);
  if (quote === SINGLE_QUOTE || quote === BACKTICK) repairs.add('single-quotes');
  else if (quote !== DOUBLE_QUOTE) repairs.add('smart-quotes');
  const inner = createInnerQuotes(start);
  let value = '';
  let from = start + 1;
  for (let index = from; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isClosingQuote(quote, code)) {
      if (isStringEnd(text, index, role)) {
        cursor.index = index + 1;
        return inner.isOpen ? fail(cursor) : value + text.slice(from, index);
      }
      if (role === 'key' || !isInnerQuote(inner, text, index)) return fail(cursor);
      repairs.add('inner-quote');
    } else if (code === BACKSLASH) {
      const escape = readEscape(cursor, index);
      if (escape === undefined) return fail(cursor);
      value += text.slice(from, index) + escape.value;
      index = escape.end - 1;
      from = escape.end;
    } else if (code < SPACE) repairs.add('raw-control');
    else if (quote === BACKTICK && code === DOLLAR && codeAt(text, index + 1) === OPEN_BRACE) return fail(cursor);
  }
  return fail(cursor);
}

interface Escape {
  readonly value: string;
  readonly end: number;
}

/** `\|n`; what JSON does not know keeps its backslash, as in Python, and `\'` loses it. */
function readEscape(cursor: Cursor, index: number): Escape | undefined {
  const { text, repairs } = cursor;
  const code = codeAt(text, index + 1);
  if (code === LOWER_U) {
    const end = index + 2 + HEX_LENGTH;
    const digits = text.slice(index + 2, end);
    return HEX.test(digits) ? { value: String.fromCharCode(Number.parseInt(digits, 16)), end } : undefined;
  }
  const letter = text.charAt(index + 1);
  const known = ESCAPES.get(letter);
  if (known !== undefined) return { value: known, end: index + 2 };
  repairs.add('invalid-escape');
  if (code === LINE_FEED) repairs.add('raw-control');
  return code === SINGLE_QUOTE ? { value: letter, end: index + 2 } : { value: '\\', end: index + 1 };
}
