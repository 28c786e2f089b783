import { CLOSE_BRACE, CLOSE_BRACKET, COMMA, DOUBLE_QUOTE, OPEN_BRACE, isJsonWhitespace } from '../characters.ts';
import { State } from '../machine.ts';
import type { Machine } from '../machine.ts';
import { finishTag } from './finish-tag.ts';
import { openBracket } from './tag-body.ts';
import type { TagBody } from './tag-body.ts';

const MOST_WHITESPACE = 64;
const MOST_EXTRA_BRACES = 3;

/** The root object closed before `endOffset`. */
export function beginAfterObject(machine: Machine, endOffset: number): void {
  const { body } = machine;
  body.endOffset = endOffset;
  body.afterWhitespace = 0;
  body.afterBraces = 0;
  body.isAfterComma = false;
  machine.state = State.afterObject;
}

/** `[ACTION:slug:{…}|]` */
export function afterObject(machine: Machine): void {
  const { chunk, stop, body } = machine;
  while (machine.index < stop) {
    const code = chunk.charCodeAt(machine.index);
    if (isJsonWhitespace(code) && body.afterWhitespace < MOST_WHITESPACE) body.afterWhitespace += 1;
    else if (code === COMMA && !body.isAfterComma) body.isAfterComma = true;
    else if (code === CLOSE_BRACE && !body.isAfterComma && body.afterBraces < MOST_EXTRA_BRACES) body.afterBraces += 1;
    else return leaveAfterObject(machine, code);
    machine.index += 1;
  }
}

function leaveAfterObject(machine: Machine, code: number): void {
  const { body } = machine;
  const offset = machine.base + machine.index;
  if (code === CLOSE_BRACKET && !body.isAfterComma) {
    finishTag(machine, { endOffset: offset + 1, bodyEnd: offset, isBracketMissing: false });
  } else if (code === DOUBLE_QUOTE && body.hasOnlyClosers && body.quote === code && !body.isAfterComma) {
    resumeString(machine, body);
  } else if (code === OPEN_BRACE || (code === DOUBLE_QUOTE && body.isAfterComma)) beginSecondObject(machine, code);
  else finishWithoutBracket(machine);
}

/** `{"a":"use "}|" here"}`: the brace stood in a string whose inner quotes are not escaped. */
function resumeString(machine: Machine, body: TagBody): void {
  body.depth = body.depthAtStringEnd;
  body.openArrays = body.arraysAtStringEnd;
  body.lineTail = 0;
  machine.state = State.insideString;
}

/** `{"a":1},|{"b":2}]`: which of the two is meant cannot be known, so the tag ends at its `]` and does not run. */
function beginSecondObject(machine: Machine, code: number): void {
  const { body } = machine;
  body.isDoomed = true;
  body.significant = COMMA;
  body.previous = COMMA;
  body.newlines = 0;
  body.hasOnlyClosers = false;
  machine.state = State.outsideString;
  if (code !== OPEN_BRACE) return;
  openBracket(body, code, machine.settings.maxDepth);
  body.significant = code;
  body.previous = code;
  machine.index += 1;
}

/** The object is complete and the `]` did not come: the tag ends with the object. */
export function finishWithoutBracket(machine: Machine): void {
  const { endOffset } = machine.body;
  finishTag(machine, { endOffset, bodyEnd: endOffset, isBracketMissing: true });
}
