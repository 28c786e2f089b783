import {
  ASTERISK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOT,
  FULLWIDTH_COLON,
  FULLWIDTH_COMMA,
  HASH,
  LESS_THAN,
  LINE_FEED,
  MINUS,
  OPEN_BRACE,
  OPEN_BRACKET,
  SLASH,
  UNDERSCORE,
  isAsciiLetter,
  isBlank,
  isDigit,
  isJsonWhitespace,
  isOddWhitespace,
  isWordCharacter,
} from '../characters.ts';
import { State } from '../machine.ts';
import type { Machine } from '../machine.ts';
import { rejectTag } from './finish-tag.ts';
import { isQuote } from './quotes.ts';
import { isInArray } from './tag-body.ts';
import type { TagBody } from './tag-body.ts';

const DOLLAR = 0x24;

/** What a character says about the quote before it. */
const Verdict = { open: 0, isEnd: 1, isInside: 2, slash: 3, hash: 4 } as const;
type Verdict = (typeof Verdict)[keyof typeof Verdict];

/**
 * `"text"| ,`: the quote is the end of the string if `,` `:` `}` or `]` follows. In JSON that is always so; behind a
 * quote that the model forgot to escape, words follow. A key has no such quotes.
 */
export function behindQuote(machine: Machine): void {
  const { chunk, stop, body } = machine;
  for (let { index } = machine; index < stop; index += 1) {
    const code = chunk.charCodeAt(index);
    const verdict = body.isQuoteFollowedByWord ? behindWord(body, code) : behindQuoteOrComma(body, code);
    if (verdict === Verdict.open) {
      if (code === LINE_FEED) body.newlines += 1;
      else if (code === COMMA) body.significantEnd = machine.base + index + 1;
      continue;
    }
    machine.index = index;
    if (verdict === Verdict.isEnd) endString(machine);
    else if (verdict === Verdict.isInside) resumeString(machine);
    else {
      machine.state = verdict === Verdict.slash ? State.behindQuoteSlash : State.behindQuoteHash;
      machine.index = index + 1;
    }
    return;
  }
  machine.index = stop;
}

/** `"text" /|*`: a comment behind a string, or a slash inside it. */
export function behindQuoteSlash(machine: Machine): void {
  const code = machine.chunk.charCodeAt(machine.index);
  if (code !== SLASH && code !== ASTERISK) return resumeString(machine);
  endString(machine);
  machine.state = code === SLASH ? State.lineComment : State.blockComment;
  machine.index += 1;
}

/** `"text" #| note`: a comment behind a string, or a hashtag inside it. */
export function behindQuoteHash(machine: Machine): void {
  if (!isBlank(machine.chunk.charCodeAt(machine.index))) return resumeString(machine);
  endString(machine);
  machine.state = State.lineComment;
}

function behindQuoteOrComma(body: TagBody, code: number): Verdict {
  if (isJsonWhitespace(code) || isOddWhitespace(code)) return Verdict.open;
  if (code === SLASH) return Verdict.slash;
  if (code === HASH) return Verdict.hash;
  if (body.isQuoteFollowedByComma) return behindComma(body, code);
  switch (code) {
    case COLON:
    case FULLWIDTH_COLON:
    case CLOSE_BRACE:
    case CLOSE_BRACKET:
      return Verdict.isEnd;
    case COMMA:
    case FULLWIDTH_COMMA:
      body.isQuoteFollowedByComma = true;
      return Verdict.open;
    default:
      return body.isKey ? Verdict.isEnd : Verdict.isInside;
  }
}

/** `"text",| "key"`: behind a real end a key, a value or a closing bracket follows, or `...`, `<key>`, `$key`. */
function behindComma(body: TagBody, code: number): Verdict {
  if (isQuote(code) || code === CLOSE_BRACE || code === CLOSE_BRACKET || code === COMMA) return Verdict.isEnd;
  if (isAsciiLetter(code) || code === UNDERSCORE) {
    body.isQuoteFollowedByWord = true;
    body.isWordEnded = false;
    return Verdict.open;
  }
  if (code === DOT || code === LESS_THAN || code === DOLLAR) return Verdict.isEnd;
  const isValue = code === OPEN_BRACE || code === OPEN_BRACKET || code === MINUS || isDigit(code);
  return isValue && isInArray(body) ? Verdict.isEnd : Verdict.isInside;
}

/** `"text", key| :` */
function behindWord(body: TagBody, code: number): Verdict {
  if (isJsonWhitespace(code)) {
    body.isWordEnded = true;
    return Verdict.open;
  }
  if (!body.isWordEnded && (isWordCharacter(code) || code === MINUS)) return Verdict.open;
  const isSeparator = isInArray(body)
    ? code === COMMA || code === CLOSE_BRACKET
    : code === COLON || code === FULLWIDTH_COLON;
  return isSeparator ? Verdict.isEnd : Verdict.isInside;
}

/** The quote was the end; the cursor goes on outside, where only the last separator counts. */
function endString(machine: Machine): void {
  const { body } = machine;
  body.significant = body.isQuoteFollowedByComma ? COMMA : body.quote;
  body.previous = body.quote;
  body.beforePrevious = 0;
  body.hasOnlyClosers = !body.isQuoteFollowedByComma;
  body.depthAtStringEnd = body.depth;
  body.arraysAtStringEnd = body.openArrays;
  machine.state = State.outsideString;
}

/** The quote stands inside the string, unless an empty line came: then the tag was left open before it. */
function resumeString(machine: Machine): void {
  const { body } = machine;
  if (body.newlines > 1) return rejectTag(machine, body.significantEnd, 'malformed-json');
  machine.state = State.insideString;
  body.lineTail = 0;
  if (body.newlines > 0) body.isStringBroken = true;
}
