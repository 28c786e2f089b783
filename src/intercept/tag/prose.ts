import { DOT, MINUS, PLUS, isAsciiLetter, isDigit, isJsonWhitespace, UNDERSCORE } from '../characters.ts';
import type { TagBody } from './tag-body.ts';

/**
 * Behind an empty line, outside strings: whether the word that `code` belongs to shows that the answer went on as prose
 * and the tag was never closed. Two words in a row do, and so does a word that begins like no key and no value.
 */
export function isProseWord(body: TagBody, code: number): boolean {
  const isFirstOfWord = body.words === 0 || isJsonWhitespace(body.previous);
  if (!isFirstOfWord) return false;
  body.words += 1;
  return body.words > 1 || !isWordStart(code);
}

function isWordStart(code: number): boolean {
  return isAsciiLetter(code) || isDigit(code) || code === UNDERSCORE || code === MINUS || code === PLUS || code === DOT;
}
