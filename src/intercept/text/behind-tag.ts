import { CARRIAGE_RETURN, LINE_FEED, isBlank } from '../characters.ts';
import { State, Swallow, Tail } from '../machine.ts';
import type { Machine } from '../machine.ts';

/** A tag was taken out: decides from the visible text which whitespace goes with it. */
export function beginBehindTag(machine: Machine): void {
  const { tail } = machine;
  if (tail === Tail.other) {
    machine.state = machine.outerState;
    return;
  }
  machine.state = State.behindTag;
  if (tail === Tail.blank) machine.swallow = Swallow.blanks;
  else machine.swallow = tail === Tail.newline ? Swallow.line : Swallow.lineAndEmptyLines;
}

/** `…text\n[ACTION:slug:{}] | \n\nmore`: the whitespace that belonged to the tag. */
export function behindTag(machine: Machine): void {
  const { chunk } = machine;
  let { index } = machine;
  while (index < chunk.length && machine.state === State.behindTag) {
    if (isSwallowed(machine, chunk.charCodeAt(index))) index += 1;
  }
  machine.index = index;
  machine.pieceStart = index;
}

/** Takes the next character or leaves the state; may do both. */
function isSwallowed(machine: Machine, code: number): boolean {
  switch (machine.swallow) {
    case Swallow.emptyLines:
      return isNewlineSwallowed(machine, code, Swallow.emptyLines, Swallow.lineFeedAndEmptyLines);
    case Swallow.lineAndEmptyLines:
      return isBlank(code) || isNewlineSwallowed(machine, code, Swallow.emptyLines, Swallow.lineFeedAndEmptyLines);
    case Swallow.lineFeedAndEmptyLines:
      machine.swallow = Swallow.emptyLines;
      return code === LINE_FEED;
    case Swallow.line:
      if (isBlank(code)) return true;
      if (code === CARRIAGE_RETURN) {
        machine.swallow = Swallow.lineFeed;
        return true;
      }
      machine.state = machine.outerState;
      return code === LINE_FEED;
    case Swallow.lineFeed:
      machine.state = machine.outerState;
      return code === LINE_FEED;
    default:
      if (isBlank(code)) return true;
      machine.state = machine.outerState;
      return false;
  }
}

function isNewlineSwallowed(machine: Machine, code: number, afterLineFeed: Swallow, afterReturn: Swallow): boolean {
  if (code === LINE_FEED) machine.swallow = afterLineFeed;
  else if (code === CARRIAGE_RETURN) machine.swallow = afterReturn;
  else {
    machine.state = machine.outerState;
    return false;
  }
  return true;
}
