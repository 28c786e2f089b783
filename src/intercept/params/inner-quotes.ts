import { COMMA, DOT, SPACE, isAsciiLetter, isDigit, isJsonWhitespace, isWordCharacter } from '../characters.ts';
import { isSmartSingleQuote } from '../tag/quotes.ts';
import { SINGLE_QUOTE } from '../characters.ts';
import { codeAt } from './cursor.ts';

/** The unescaped quotes inside one string. */
export interface InnerQuotes {
  /** The quote that opens the string. */
  readonly start: number;
  isOpen: boolean;
  openedAt: number;
}

const CLOSE_PARENTHESIS = 0x29;
const SEMICOLON = 0x3b;

export function createInnerQuotes(start: number): InnerQuotes {
  return { start, isOpen: false, openedAt: -1 };
}

/**
 * Whether the quote at `index` can be a quotation inside the text: an opening one behind a space or an opening mark, a
 * closing one behind a word, in turns; an apostrophe; or an inch mark. `"a" + "b"` and `"a".upper()` are none of these,
 * so expressions never pass for text.
 */
export function isInnerQuote(inner: InnerQuotes, text: string, index: number): boolean {
  const before = codeAt(text, index - 1);
  const after = codeAt(text, index + 1);
  const code = text.charCodeAt(index);
  if ((code === SINGLE_QUOTE || isSmartSingleQuote(code)) && isAsciiLetter(before) && isAsciiLetter(after)) return true;
  if (inner.isOpen) {
    inner.isOpen = false;
    return !isJsonWhitespace(before) && index > inner.openedAt + 1;
  }
  if (index - 1 === inner.start || isOpeningPlace(before)) {
    inner.isOpen = true;
    inner.openedAt = index;
    return !isJsonWhitespace(after);
  }
  return isDigit(before) && isBehindInches(after);
}

function isOpeningPlace(before: number): boolean {
  if (isJsonWhitespace(before)) return true;
  return !isWordCharacter(before) && '([{=>-–—:/,'.includes(String.fromCharCode(before));
}

function isBehindInches(after: number): boolean {
  return after === SPACE || after === COMMA || after === DOT || after === CLOSE_PARENTHESIS || after === SEMICOLON;
}
