import {
  BACKSLASH,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  DOUBLE_QUOTE,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  isBlank,
} from '../characters.ts';
import { State } from '../machine.ts';
import type { Machine } from '../machine.ts';
import { rejectTag } from './finish-tag.ts';
import { isClosingQuote } from './quotes.ts';
import { isRestart } from './restart.ts';
import { isInArray } from './tag-body.ts';
import type { TagBody } from './tag-body.ts';

const TERMINATOR_LENGTH = 2;

/** The cursor is on the quote that opens a string. */
export function beginString(body: TagBody, quote: number): void {
  body.quote = quote;
  body.isKey = body.significant === OPEN_BRACE || (body.significant === COMMA && !isInArray(body));
  body.isEscaping = false;
  body.isStringBroken = false;
  body.isAtStringLineStart = false;
  body.lineTail = 0;
  body.restart = 0;
}

/** `{"a":"te|xt`: up to a quote that may be the end. */
export function insideString(machine: Machine): void {
  const { chunk, stop, body } = machine;
  const from = machine.index;
  if (body.isEscaping) {
    body.isEscaping = false;
    machine.index += 1;
  }
  const isPlain = body.quote === DOUBLE_QUOTE && !body.isStringBroken;
  for (let { index } = machine; index < stop; index += 1) {
    const code = chunk.charCodeAt(index);
    if (isPlain && code !== DOUBLE_QUOTE && code !== BACKSLASH && code !== LINE_FEED) continue;
    if (body.isStringBroken && isRestartingAtLineStart(machine, body, index, code)) {
      return rejectTag(machine, body.restartOffset, 'malformed-json');
    }
    if (isClosingQuote(body.quote, code)) return beginBehindQuote(machine, index);
    if (code === BACKSLASH) {
      index += 1;
      body.isEscaping = index >= stop;
    } else if (code === LINE_FEED) return brokenLine(machine, index, from);
  }
  machine.index = stop;
  noteLineTail(machine, stop, from);
}

/** `{"a":"te\nxt|"` */
function beginBehindQuote(machine: Machine, index: number): void {
  const { body } = machine;
  body.isQuoteFollowedByComma = false;
  body.isQuoteFollowedByWord = false;
  body.newlines = 0;
  body.significantEnd = machine.base + index + 1;
  machine.index = index + 1;
  machine.state = State.behindQuote;
}

/** `{"a":"text}]|\n`: a raw line feed; a string was left open where its line looks like the end of the tag. */
function brokenLine(machine: Machine, index: number, from: number): void {
  const { body } = machine;
  noteLineTail(machine, index, from);
  if (body.lineTail === TERMINATOR_LENGTH) return rejectTag(machine, body.lineTailOffset, 'malformed-json');
  body.isStringBroken = true;
  body.isAtStringLineStart = true;
  body.lineTail = 0;
  machine.index = index + 1;
}

/** `"text\n|[ACTION:`: a string that spans lines was probably left open. */
function isRestartingAtLineStart(machine: Machine, body: TagBody, index: number, code: number): boolean {
  if (body.restart > 0 && isRestart(body, code)) return true;
  if (body.isAtStringLineStart && code === OPEN_BRACKET) {
    body.restart = 1;
    body.restartOffset = machine.base + index;
  }
  if (!isBlank(code) && code !== LINE_FEED) body.isAtStringLineStart = false;
  return false;
}

/** Notes how much of `}]` the string's line ends with before `end`; what stands before `from` was noted earlier. */
function noteLineTail(machine: Machine, end: number, from: number): void {
  const { body, chunk } = machine;
  const last = lastOnLine(chunk, end, from);
  if (last < from) return;
  const code = chunk.charCodeAt(last);
  if (code === CLOSE_BRACKET) {
    const beforeLast = lastOnLine(chunk, last, from);
    const isBraceBefore = beforeLast < from ? body.lineTail === 1 : chunk.charCodeAt(beforeLast) === CLOSE_BRACE;
    body.lineTail = isBraceBefore ? TERMINATOR_LENGTH : 0;
    body.lineTailOffset = machine.base + last + 1;
  } else body.lineTail = code === CLOSE_BRACE ? 1 : 0;
}

function lastOnLine(chunk: string, end: number, from: number): number {
  let index = end - 1;
  while (index >= from) {
    const code = chunk.charCodeAt(index);
    if (!isBlank(code) && code !== CARRIAGE_RETURN) break;
    index -= 1;
  }
  return index;
}
