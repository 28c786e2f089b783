import { BACKTICK } from '../characters.ts';
import { State } from '../machine.ts';
import type { Machine } from '../machine.ts';
import { isAtLineStart } from './emit-text.ts';

/** The shortest run that opens a fence. */
const FENCE_LENGTH = 3;

/** The cursor is on the first backtick or tilde of a run. */
export function beginRun(machine: Machine, index: number, code: number): void {
  machine.outerState = machine.state;
  machine.state = State.markRun;
  machine.runCode = code;
  machine.runLength = 1;
  machine.isRunAtLineStart = isAtLineStart(machine, index);
  machine.index = index + 1;
}

/** `` ``|` ``: how long the run is, is known only behind it. */
export function markRun(machine: Machine): void {
  const { chunk, runCode } = machine;
  let { index } = machine;
  while (index < chunk.length && chunk.charCodeAt(index) === runCode) index += 1;
  machine.runLength += index - machine.index;
  machine.index = index;
  if (index < chunk.length) machine.state = stateBehindRun(machine);
}

function stateBehindRun(machine: Machine): State {
  const { runLength, runCode, closingLength, isRunAtLineStart } = machine;
  if (machine.outerState === State.codeSpan) return runLength === closingLength ? State.plainText : State.codeSpan;
  if (machine.outerState === State.fence) {
    if (runLength < closingLength) return State.fence;
    if (machine.isOnFenceLine) return State.plainText;
    return isRunAtLineStart ? State.fenceClosing : State.fence;
  }
  if (isRunAtLineStart && runLength >= FENCE_LENGTH) {
    machine.fenceCode = runCode;
    machine.closingLength = runLength;
    machine.isOnFenceLine = true;
    return State.fence;
  }
  if (runCode !== BACKTICK) return State.plainText;
  machine.closingLength = runLength;
  return State.codeSpan;
}
