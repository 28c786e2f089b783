import { ASTERISK, LINE_FEED, OPEN_BRACKET, SLASH } from '../characters.ts';
import { State } from '../machine.ts';
import type { Machine } from '../machine.ts';

/** `{"a":1, // no|te\n`: brackets and quotes in it do not count. */
export function lineComment(machine: Machine): void {
  const { chunk, stop, body } = machine;
  for (let { index } = machine; index < stop; index += 1) {
    const code = chunk.charCodeAt(index);
    if (code === LINE_FEED) return leaveComment(machine, index, LINE_FEED);
    if (code === OPEN_BRACKET) body.proseOffset = -1;
  }
  machine.index = stop;
}

// {"a":1 /* no|te */
export function blockComment(machine: Machine): void {
  const { chunk, stop, body } = machine;
  for (let { index } = machine; index < stop; index += 1) {
    const code = chunk.charCodeAt(index);
    if (code === SLASH && body.previous === ASTERISK) return leaveComment(machine, index, 0);
    if (code === OPEN_BRACKET) body.proseOffset = -1;
    body.previous = code;
  }
  machine.index = stop;
}

function leaveComment(machine: Machine, index: number, last: number): void {
  const { body } = machine;
  body.significantEnd = machine.base + index;
  body.newlines = last === LINE_FEED ? 1 : 0;
  body.previous = last;
  body.beforePrevious = 0;
  machine.state = State.outsideString;
  machine.index = index + 1;
}
