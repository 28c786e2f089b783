import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  DOUBLE_QUOTE,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  isJsonWhitespace,
} from '../characters.ts';
import type { Machine } from '../machine.ts';
import { beginAfterObject } from './after-object.ts';
import { rejectTag } from './finish-tag.ts';
import { isRestart } from './restart.ts';
import { closeBracket, openBracket } from './tag-body.ts';
import type { TagBody } from './tag-body.ts';

/** `{\"a\":|1}`: the whole body was escaped once more than it should be; what it stands for has to be JSON. */
export function escapedBody(machine: Machine): void {
  const { chunk, stop, body } = machine;
  while (machine.index < stop) {
    const code = chunk.charCodeAt(machine.index);
    if (body.isSlashSeen) {
      body.isSlashSeen = false;
      readEscaped(machine, body, code);
    } else if (code === BACKSLASH) body.isSlashSeen = true;
    else if (body.isInEscapedString) {
      body.isEscapeInString = false;
      if (code === LINE_FEED) return rejectTag(machine, machine.base + machine.index, 'malformed-json');
    } else if (isLeaving(machine, body, code)) return;
    machine.index += 1;
  }
}

/** `\|"` and `\\|"`: the first is a quote, the second an escape inside a string. */
function readEscaped(machine: Machine, body: TagBody, code: number): void {
  if (code === DOUBLE_QUOTE && !body.isEscapeInString) body.isInEscapedString = !body.isInEscapedString;
  body.isEscapeInString = code === BACKSLASH && body.isInEscapedString && !body.isEscapeInString;
  body.significantEnd = machine.base + machine.index + 1;
  body.newlines = 0;
  body.restart = 0;
}

function isLeaving(machine: Machine, body: TagBody, code: number): boolean {
  const offset = machine.base + machine.index;
  if (body.restart > 0 && isRestart(body, code)) return isRejected(machine, body.restartOffset);
  if (code === LINE_FEED) body.newlines += 1;
  if (isJsonWhitespace(code)) return false;
  if (body.newlines > 1) return isRejected(machine, body.significantEnd);
  body.newlines = 0;
  body.significantEnd = offset + 1;
  if (code === OPEN_BRACE || code === OPEN_BRACKET) {
    openBracket(body, code, machine.settings.maxDepth);
    if (code === OPEN_BRACKET) {
      body.restart = 1;
      body.restartOffset = offset;
    }
  } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
    if (!closeBracket(body, code)) return isRejected(machine, offset + 1);
    if (body.depth > 0) return false;
    machine.index += 1;
    beginAfterObject(machine, offset + 1);
    return true;
  }
  return false;
}

function isRejected(machine: Machine, endOffset: number): true {
  rejectTag(machine, endOffset, 'malformed-json');
  return true;
}
