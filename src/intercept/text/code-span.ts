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
