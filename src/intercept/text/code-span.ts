import { BACKTICK, CARRIAGE_RETURN, LINE_FEED, OPEN_BRACKET } from '../characters.ts';
import { State } from '../machine.ts';
import type { Machine } from '../machine.ts';
import { beginRun } from './mark-run.ts';
import { observe } from './observe.ts';
import { isHeadRuledOut } from './tag-head-state.ts';

/** `` `co|de` ``: text up to a run of the same length or the end of the line. */
export function codeSpan(machine: Machine): void {
  const { chunk } = machine;
  for (let { index } = machine; index < chunk.length; index += 1) {
    const code = chunk.charCodeAt(index);
    if (code === BACKTICK) return beginRun(machine, index, code);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) {
      machine.index = index;
      machine.state = State.plainText;
      return;
    }
    if (code === OPEN_BRACKET && !isHeadRuledOut(chunk, index + 1)) observe(machine, index);
  }
  machine.index = chunk.length;
}

/** Most code in a line is a name or a number. */
const SHORT_SPAN = 48;

/**
 * Behind a span of one backtick that closes nearby, on its line and in this chunk, and holds no bracket; else -1. Such a
 * span needs no state of its own.
 */
export function closedSpanEnd(chunk: string, index: number, code: number): number {
  if (code !== BACKTICK) return -1;
  const limit = Math.min(chunk.length - 1, index + SHORT_SPAN);
  for (let end = index + 1; end < limit; end += 1) {
    const inner = chunk.charCodeAt(end);
    if (inner === BACKTICK) {
      const isSingle = end > index + 1 && chunk.charCodeAt(end + 1) !== BACKTICK;
      return isSingle ? end + 1 : -1;
    }
    if (inner === OPEN_BRACKET || inner === LINE_FEED || inner === CARRIAGE_RETURN) return -1;
  }
  return -1;
}
