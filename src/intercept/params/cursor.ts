import { ASTERISK, COLON, HASH, LINE_FEED, SLASH, isJsonWhitespace, isOddWhitespace } from '../characters.ts';
import type { MalformedReason, Repair } from '../events.ts';

/** A place in the parameters, and what was repaired before it. */
export interface Cursor {
  readonly text: string;
  index: number;
  readonly repairs: Set<Repair>;
  /** Why reading stopped. */
  failure: MalformedReason | undefined;
}

/** What `codeHere` gives behind the last character. */
export const END = -1;

export function createCursor(text: string): Cursor {
  return { text, index: 0, repairs: new Set(), failure: undefined };
}

export function fail(cursor: Cursor, reason: MalformedReason = 'malformed-json'): undefined {
  cursor.failure ??= reason;
  return undefined;
}

export function codeAt(text: string, index: number): number {
  return index < text.length ? text.charCodeAt(index) : END;
}

/** Moves over whitespace and comments and returns the character there. `behind` is the last significant one before. */
export function skipSpace(cursor: Cursor, behind: number): number {
  const { text, repairs } = cursor;
  for (;;) {
    const code = codeAt(text, cursor.index);
    if (isOddWhitespace(code)) repairs.add('odd-whitespace');
    else if (!isJsonWhitespace(code)) {
      const end = commentEnd(text, cursor.index, behind);
      if (end === cursor.index) return code;
      repairs.add('comment');
      cursor.index = end;
      continue;
    }
    cursor.index += 1;
  }
}

/** Behind the comment at `index`, or `index` where there is none. */
function commentEnd(text: string, index: number, behind: number): number {
  const code = codeAt(text, index);
  const next = codeAt(text, index + 1);
  if (code === SLASH && next === ASTERISK) return endOf(text, text.indexOf('*/', index + 2), 2);
  const isLineComment =
    (code === SLASH && next === SLASH && codeAt(text, index - 1) !== COLON) ||
    (code === HASH && behind !== COLON && isJsonWhitespace(codeAt(text, index - 1)));
  return isLineComment ? endOf(text, text.indexOf(String.fromCharCode(LINE_FEED), index), 1) : index;
}

function endOf(text: string, position: number, length: number): number {
  return position < 0 ? text.length : position + length;
}

/** Behind whitespace of any kind from `index` on. */
export function behindSpace(text: string, index: number): number {
  let position = index;
  for (;;) {
    const code = codeAt(text, position);
    if (!isJsonWhitespace(code) && !isOddWhitespace(code)) return position;
    position += 1;
  }
}
