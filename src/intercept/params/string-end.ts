import {
  ASTERISK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  FULLWIDTH_COLON,
  FULLWIDTH_COMMA,
  HASH,
  LINE_FEED,
  MINUS,
  OPEN_BRACE,
  OPEN_BRACKET,
  SLASH,
  isBlank,
  isDigit,
  isJsonWhitespace,
} from '../characters.ts';
import { isClosingQuote, isQuote } from '../tag/quotes.ts';
import { behindSpace, codeAt, END } from './cursor.ts';
import { isWordStart } from './relaxed-word.ts';

/** What a string is: a key, a value of an object, or an element of an array. */
export type StringRole = 'key' | 'value' | 'element';

const LONGEST_KEY = 128;
const WORD = /[\w-]*/y;

/**
 * Whether the quote at `index` ends the string: only if what really follows is a key, a value or the end. No stretch
 * between two quotes is looked at more than a few times.
 */
export function isStringEnd(text: string, index: number, role: StringRole): boolean {
  const next = behindSpace(text, index + 1);
  const code = codeAt(text, next);
  if (role === 'key') return isColon(code);
  if (code === END || isComment(text, next)) return true;
  if (code === COMMA || code === FULLWIDTH_COMMA) return isEntryAt(text, behindSpace(text, next + 1), role);
  if (code === CLOSE_BRACE || code === CLOSE_BRACKET) return isEndBehindClosers(text, next);
  return role === 'value' && isQuote(code) && isKeyAt(text, next);
}

/** Whether a quoted key with its colon stands at `index`. */
export function isKeyAt(text: string, index: number): boolean {
  const quote = codeAt(text, index);
  const limit = Math.min(text.length, index + LONGEST_KEY);
  for (let position = index + 1; position < limit; position += 1) {
    const code = text.charCodeAt(position);
    if (code === LINE_FEED) return false;
    if (isClosingQuote(quote, code)) {
      return position > index + 1 && isColon(codeAt(text, behindSpace(text, position + 1)));
    }
  }
  return false;
}

/** `"text"|}]}, …` */
function isEndBehindClosers(text: string, index: number): boolean {
  let position = index;
  let code = codeAt(text, position);
  while (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
    position = behindSpace(text, position + 1);
    code = codeAt(text, position);
  }
  if (code === END || code === COMMA || code === FULLWIDTH_COMMA || isComment(text, position)) return true;
  return isQuote(code) && isKeyAt(text, position);
}

/** `"text",| "key": …` */
function isEntryAt(text: string, index: number, role: StringRole): boolean {
  const code = codeAt(text, index);
  const isClosing = code === CLOSE_BRACE || code === CLOSE_BRACKET || code === END || code === COMMA;
  if (isClosing || isQuote(code) || isComment(text, index)) return true;
  if (isWordStart(code)) return isWordEntry(text, index, role);
  const isValue = code === OPEN_BRACE || code === OPEN_BRACKET || code === MINUS || isDigit(code);
  return isValue && role === 'element';
}

/** `"text",| key: …` */
function isWordEntry(text: string, index: number, role: StringRole): boolean {
  WORD.lastIndex = index;
  const word = WORD.exec(text)?.[0] ?? '';
  const code = codeAt(text, behindSpace(text, index + word.length));
  return role === 'value' ? isColon(code) : code === COMMA || code === CLOSE_BRACKET;
}

function isComment(text: string, index: number): boolean {
  const code = codeAt(text, index);
  const next = codeAt(text, index + 1);
  if (code === SLASH) return next === SLASH || next === ASTERISK;
  return code === HASH && isBlank(next) && isJsonWhitespace(codeAt(text, index - 1));
}

function isColon(code: number): boolean {
  return code === COLON || code === FULLWIDTH_COLON;
}
