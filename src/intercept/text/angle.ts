import { LESS_THAN, OPEN_BRACKET, isAsciiLetter } from '../characters.ts';
import { State } from '../machine.ts';
import type { Machine } from '../machine.ts';
import { observe } from './observe.ts';
import { isHeadRuledOut } from './tag-head-state.ts';

const OPENING = '<think>';
const CLOSING = '</think>';

/** The cursor is on a `<`. */
export function beginAngle(machine: Machine, index: number): void {
  machine.outerState = machine.state;
  machine.state = State.angle;
  machine.runLength = 1;
  machine.index = index + 1;
}

/** `<thi|nk>`: thinking begins or ends when the whole of it was read. */
export function angle(machine: Machine): void {
  const { chunk, outerState } = machine;
  const expected = outerState === State.think ? CLOSING : OPENING;
  for (let { index } = machine; index < chunk.length; index += 1) {
    if (!isSameLetter(chunk.charCodeAt(index), expected.charCodeAt(machine.runLength))) {
      machine.index = index;
      machine.state = outerState;
      return;
    }
    machine.runLength += 1;
    if (machine.runLength === expected.length) {
      machine.index = index + 1;
      machine.state = outerState === State.think ? State.plainText : State.think;
      return;
    }
  }
  machine.index = chunk.length;
}

/** `<think>should I|</think>` */
export function think(machine: Machine): void {
  const { chunk } = machine;
  for (let { index } = machine; index < chunk.length; index += 1) {
    const code = chunk.charCodeAt(index);
    if (code === LESS_THAN) return beginAngle(machine, index);
    if (code === OPEN_BRACKET && !isHeadRuledOut(chunk, index + 1)) observe(machine, index);
  }
  machine.index = chunk.length;
}

function isSameLetter(code: number, expected: number): boolean {
  return code === expected || (isAsciiLetter(expected) && (code | 0x20) === expected);
}
