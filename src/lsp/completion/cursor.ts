import type { TextRange } from '../../flow/index.ts';
import { CursorScan, type OpenBracket } from './cursor-scan.ts';

/** The string that a cursor is in. */
export interface CursorString {
  /** Of the opening quote. */
  readonly start: number;
  /** Behind the closing quote; where that is missing, the cursor. */
  readonly end: number;
  /** What stands before the cursor, escapes read. */
  readonly before: string;
}

/** Where in a JSON text somebody is typing; the text behind may be missing, and the one before broken. */
export interface Cursor {
  readonly offset: number;
  readonly place: 'key' | 'value' | 'after';
  /** Of the value that is being typed; of a key, of the object that will have it. */
  readonly path: readonly (string | number)[];
  /** The brackets around the cursor, the outermost first. */
  readonly open: readonly OpenBracket[];
  readonly string: CursorString | undefined;
  /** What is being typed without quotes. */
  readonly word: TextRange;
}

/** Reads a text up to an offset. A line break ends a string: JSON has none in strings, and unfinished lines are many. */
export function cursorAt(text: string, offset: number): Cursor {
  const scan = new CursorScan(text, offset);
  const { open, stringStart, wordStart } = scan;
  const top = open.at(-1);
  const path = open.slice(0, -1).map(keyOf);
  const place = top === undefined ? 'value' : top.expects === 'colon' ? 'after' : top.expects;
  const string = stringStart === undefined ? undefined : stringAround(text, stringStart, offset);
  // Behind a value of an object only a key can begin: its comma is missing.
  const isKey = top?.kind === 'object' && (place === 'key' || (string !== undefined && place === 'after'));
  if (top !== undefined && !isKey) path.push(keyOf(top));
  return {
    offset,
    open,
    path,
    string,
    place: isKey ? 'key' : string === undefined ? place : 'value',
    word: { start: wordStart ?? offset, end: offset },
  };
}

function keyOf({ key, index }: OpenBracket): string | number {
  return key ?? index;
}

function stringAround(text: string, start: number, offset: number): CursorString {
  const raw = text.slice(start + 1, offset);
  return { start, end: closingQuote(text, offset), before: raw.includes('\\') ? unescaped(raw) : raw };
}

/** A quote that something like a word follows opens the next string: the one around the cursor is not closed. */
function closingQuote(text: string, offset: number): number {
  for (let index = offset; index < text.length; index++) {
    const character = text[index]!;
    if (character === '\n' || character === '\r') return offset;
    if (character === '\\') index++;
    else if (character === '"')
      return /^[ \t]*(?:[,:}\]\r\n]|$)/.test(text.slice(index + 1, index + 80)) ? index + 1 : offset;
  }
  return offset;
}

function unescaped(raw: string): string {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}
