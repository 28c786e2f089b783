import { LINE_FEED, OPEN_BRACKET, isJsonWhitespace } from '../characters.ts';
import { State } from '../machine.ts';
import type { Machine } from '../machine.ts';
import { backslashesBefore } from './emit-text.ts';
import { beginRun } from './mark-run.ts';
import { nextLineFeed, nextMark } from './next-mark.ts';
import { observe } from './observe.ts';
import { beginTagHead, isHeadRuledOut } from './tag-head-state.ts';

/** ```` ```js\nco|de\n``` ````: text, unless tags in fences are to fire. */
export function fence(machine: Machine): void {
  const { chunk, fenceCode, marks } = machine;
  const lineEnd = machine.isOnFenceLine ? nextLineFeed(chunk, machine.index, marks) : -1;
  let index = nextMark(chunk, machine.index, marks);
  while (index < chunk.length) {
    if (index > lineEnd) machine.isOnFenceLine = false;
    const code = chunk.charCodeAt(index);
    if (code === fenceCode) return beginRun(machine, index, code);
    if (code === OPEN_BRACKET && !isHeadRuledOut(chunk, index + 1)) {
      if (isFiring(machine, index)) return beginTagHead(machine, index);
      observe(machine, index);
    }
    index = nextMark(chunk, index + 1, marks);
  }
  if (lineEnd < chunk.length) machine.isOnFenceLine = false;
  machine.index = chunk.length;
}

/** ```` ```js\ncode\n```|\n ````: a fence closes only where nothing but blanks follows on the line. */
export function fenceClosing(machine: Machine): void {
  const { chunk } = machine;
  for (let { index } = machine; index < chunk.length; index += 1) {
    const code = chunk.charCodeAt(index);
    if (code === LINE_FEED || !isJsonWhitespace(code)) {
      machine.index = index;
      machine.state = code === LINE_FEED ? State.plainText : State.fence;
      return;
    }
  }
  machine.index = chunk.length;
}

function isFiring(machine: Machine, index: number): boolean {
  return !machine.settings.isFenceQuoting && backslashesBefore(machine, index) % 2 === 0;
}
