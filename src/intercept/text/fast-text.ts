import { BACKSLASH, GREATER_THAN } from '../characters.ts';
import { State } from '../machine.ts';
import type { Machine } from '../machine.ts';
import { isNear, isOrdinary } from './next-mark.ts';
import { noteLineStart, noteTail } from './emit-text.ts';

/**
 * The way of nearly every chunk of a streamed answer: a few letters, no mark, nothing held. Notes what later chunks need
 * and returns true when the whole chunk is text; false leaves everything to the machine.
 */
export function isFastText(machine: Machine, chunk: string): boolean {
  if (!isNear(chunk) || machine.isObserving || machine.surrogate !== '') return false;
  if (machine.state !== State.plainText && !isQuotedLine(machine.state, chunk)) return false;
  const last = chunk.charCodeAt(chunk.length - 1);
  if (last === BACKSLASH || !isOrdinary(chunk)) return false;
  machine.base += chunk.length;
  machine.backslashes = 0;
  if (last > GREATER_THAN) machine.isLineBlank = false;
  else noteLineStart(machine, chunk);
  noteTail(machine, chunk, last);
  return true;
}

/** Whether the chunk stays in code or in thinking: only a line break could end a span or a fence's first line. */
function isQuotedLine(state: State, chunk: string): boolean {
  if (state === State.think) return true;
  return (state === State.codeSpan || state === State.fence) && !chunk.includes('\n') && !chunk.includes('\r');
}
