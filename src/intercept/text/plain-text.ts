import { LESS_THAN, OPEN_BRACKET } from '../characters.ts';
import type { Machine } from '../machine.ts';
import { beginAngle } from './angle.ts';
import { backslashesBefore } from './emit-text.ts';
import { closedSpanEnd } from './code-span.ts';
import { beginRun } from './mark-run.ts';
import { nextMark } from './next-mark.ts';
import { observe } from './observe.ts';
import { beginTagHead, isHeadRuledOut } from './tag-head-state.ts';

/** `Sure, |I will` outside code and thinking. */
export function plainText(machine: Machine): void {
  const { chunk, marks } = machine;
  let index = nextMark(chunk, machine.index, marks);
  while (index < chunk.length) {
    const code = chunk.charCodeAt(index);
    if (code === OPEN_BRACKET) {
      if (!isHeadRuledOut(chunk, index + 1)) {
        if (backslashesBefore(machine, index) % 2 === 0) return beginTagHead(machine, index);
        observe(machine, index);
      }
    } else if (code !== LESS_THAN) {
      const end = closedSpanEnd(chunk, index, code);
      if (end < 0) return beginRun(machine, index, code);
      index = end - 1;
    } else if (machine.settings.isThinkQuoting) return beginAngle(machine, index);
    index = nextMark(chunk, index + 1, marks);
  }
  machine.index = index;
}
