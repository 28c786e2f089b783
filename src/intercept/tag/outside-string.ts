import {
  ASTERISK,
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOUBLE_QUOTE,
  FULLWIDTH_COLON,
  FULLWIDTH_COMMA,
  HASH,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  SLASH,
  isJsonWhitespace,
  isOddWhitespace,
} from '../characters.ts';
import { State } from '../machine.ts';
import type { Machine } from '../machine.ts';
import { beginAfterObject } from './after-object.ts';
import { finishTag, rejectTag } from './finish-tag.ts';
import { beginString } from './inside-string.ts';
import { isProseWord } from './prose.ts';
import { isOpeningQuote } from './quotes.ts';
import { isRestart } from './restart.ts';
import { closeBracket, openBracket } from './tag-body.ts';
import type { TagBody } from './tag-body.ts';

/** `{"a":|1,"b":…`: between strings. */
export function outsideString(machine: Machine): void {
  const { chunk, stop, body } = machine;
  for (let { index } = machine; index < stop; index += 1) {
    const code = chunk.charCodeAt(index);
    if (body.restart > 0 && isRestart(body, code)) return rejectTag(machine, body.restartOffset, 'malformed-json');
    if (code === LINE_FEED) body.newlines += 1;
    else if (!isJsonWhitespace(code) && !isOddWhitespace(code)) {
      machine.index = index;
      if (isLeaving(machine, body, code)) return;
      body.significant = code;
      body.significantEnd = machine.base + index + 1;
      body.newlines = 0;
    }
    body.beforePrevious = body.previous;
    body.previous = code;
  }
  machine.index = stop;
}

/** Takes one significant character. Returns true when the cursor was moved and the state changed. */
function isLeaving(machine: Machine, body: TagBody, code: number): boolean {
  if (body.newlines > 1 && body.proseOffset < 0) {
    body.proseOffset = body.significantEnd;
    body.words = 0;
  }
  switch (code) {
    case DOUBLE_QUOTE:
      return isOpeningString(machine, code);
    case COMMA:
    case COLON:
    case FULLWIDTH_COMMA:
    case FULLWIDTH_COLON:
      body.words = 0;
      body.hasOnlyClosers = false;
      return false;
    case OPEN_BRACE:
    case OPEN_BRACKET:
      openBracket(body, code, machine.settings.maxDepth);
      body.proseOffset = -1;
      body.hasOnlyClosers = false;
      if (code === OPEN_BRACKET) {
        body.restart = 1;
        body.restartOffset = machine.base + machine.index;
      }
      return false;
    case CLOSE_BRACE:
    case CLOSE_BRACKET:
      body.proseOffset = -1;
      return isTagClosing(machine, body, code);
    default:
      return isOpeningQuote(body, code) ? isOpeningString(machine, code) : isOther(machine, body, code);
  }
}

/** `{"a":|"` */
function isOpeningString(machine: Machine, code: number): boolean {
  const { body } = machine;
  if (body.proseOffset >= 0 && body.words > 0) {
    rejectTag(machine, body.proseOffset, 'malformed-json');
    return true;
  }
  body.proseOffset = -1;
  beginString(body, code);
  machine.state = State.insideString;
  machine.index += 1;
  return true;
}

/** `{"a":{"b":1|}`, and `]` for the end of a tag whose braces are missing. */
function isTagClosing(machine: Machine, body: TagBody, code: number): boolean {
  const offset = machine.base + machine.index;
  if (body.depth === 0 && code === CLOSE_BRACE) return false;
  const isClosing = body.depth > 0 && closeBracket(body, code);
  if (!isClosing) {
    if (body.isDoomed) rejectTag(machine, offset + 1, 'malformed-json');
    else finishTag(machine, { endOffset: offset + 1, bodyEnd: offset, isBracketMissing: false });
    return true;
  }
  if (body.depth > 0 || body.isDoomed) return false;
  machine.index += 1;
  beginAfterObject(machine, offset + 1);
  return true;
}

/** A word, a number, a comment, or what does not belong here. */
function isOther(machine: Machine, body: TagBody, code: number): boolean {
  if (isCommentStart(body, code)) {
    machine.state = code === ASTERISK ? State.blockComment : State.lineComment;
    machine.index += 1;
    return true;
  }
  if (code === BACKSLASH && body.depth === 1 && body.significant === OPEN_BRACE) {
    machine.state = State.escapedBody;
    return true;
  }
  body.hasOnlyClosers = false;
  if (body.proseOffset < 0 || code === SLASH || !isProseWord(body, code)) return false;
  rejectTag(machine, body.proseOffset, 'malformed-json');
  return true;
}

/** The second character of `//` (not of `https://`) or of `/*`, or a `#` behind whitespace where no value is due. */
function isCommentStart(body: TagBody, code: number): boolean {
  if (code === HASH) return isJsonWhitespace(body.previous) && body.significant !== COLON;
  if (code !== SLASH && code !== ASTERISK) return false;
  return body.previous === SLASH && body.beforePrevious !== COLON;
}
