import {
  BACKTICK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOUBLE_QUOTE,
  FULLWIDTH_COLON,
  FULLWIDTH_COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  SINGLE_QUOTE,
  isJsonWhitespace,
} from '../characters.ts';
import type { TagBody } from './tag-body.ts';

const LEFT_SINGLE = 0x2018;
const LOW_SINGLE = 0x201a;
const LEFT_DOUBLE = 0x201c;
const LOW_DOUBLE = 0x201e;

/** `‘ ’ ‚` */
export function isSmartSingleQuote(code: number): boolean {
  return code >= LEFT_SINGLE && code <= LOW_SINGLE;
}

/** `“ ” „` */
export function isSmartDoubleQuote(code: number): boolean {
  return code >= LEFT_DOUBLE && code <= LOW_DOUBLE;
}

export function isQuote(code: number): boolean {
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE || code === BACKTICK) return true;
  return isSmartDoubleQuote(code) || isSmartSingleQuote(code);
}

/** Whether `code` may close a string that `quote` opened. */
export function isClosingQuote(quote: number, code: number): boolean {
  if (code === quote) return true;
  if (isSmartDoubleQuote(quote)) return isSmartDoubleQuote(code) || code === DOUBLE_QUOTE;
  return isSmartSingleQuote(quote) && isSmartSingleQuote(code);
}

/** Whether a quote other than `"` stands where a key or a value may begin. */
export function isOpeningQuote(body: TagBody, code: number): boolean {
  if (!isQuote(code)) return false;
  if (isJsonWhitespace(body.previous)) return true;
  switch (body.significant) {
    case OPEN_BRACE:
    case OPEN_BRACKET:
    case CLOSE_BRACE:
    case CLOSE_BRACKET:
    case COMMA:
    case COLON:
    case FULLWIDTH_COMMA:
    case FULLWIDTH_COLON:
      return true;
    default:
      return false;
  }
}
