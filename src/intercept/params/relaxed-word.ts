import { MINUS, UNDERSCORE, isAsciiLetter, isWordCharacter } from '../characters.ts';
import { codeAt } from './cursor.ts';
import type { Cursor } from './cursor.ts';

const LONGEST_WORD = 64;

export function isWordStart(code: number): boolean {
  return isAsciiLetter(code) || code === UNDERSCORE;
}

/** Reads letters, digits, `_` and `-`; undefined when the word is too long to be a name. */
export function readWord(cursor: Cursor): string | undefined {
  const { text, index: from } = cursor;
  let index = from + 1;
  while (isWordCharacter(codeAt(text, index)) || codeAt(text, index) === MINUS) index += 1;
  cursor.index = index;
  return index - from > LONGEST_WORD ? undefined : text.slice(from, index);
}
