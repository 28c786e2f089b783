import { BACKSLASH, CARRIAGE_RETURN, GREATER_THAN, LESS_THAN, LINE_FEED, OPEN_BRACKET, SLASH } from '../characters.ts';
import { State } from '../machine.ts';
import type { Machine } from '../machine.ts';
import { isNear, ordinaryEnd } from './next-mark.ts';
import { noteLineStart, noteTail } from './emit-text.ts';
import { isHeadRuledOut } from './tag-head-state.ts';

const LOWER_T = 0x74;

/**
 * The way of nearly every chunk of a streamed answer: a few letters, no mark that counts, nothing held. Notes what later
 * chunks need and returns true when the whole chunk is text; false leaves everything to the machine.
 */
export function isFastText(machine: Machine, chunk: string): boolean {
  if (!isNear(chunk) || machine.isObserving || machine.surrogate !== '') return false;
  if (machine.state !== State.plainText && !isStillQuoted(machine, chunk)) return false;
  const last = chunk.charCodeAt(chunk.length - 1);
  if (last === BACKSLASH) return false;
  let end = ordinaryEnd(chunk, 0);
  while (end < chunk.length) {
    if (!isMarkRuledOut(chunk, end)) return false;
    end = ordinaryEnd(chunk, end + 1);
  }
  machine.base += chunk.length;
  machine.backslashes = 0;
  if (last > GREATER_THAN) machine.isLineBlank = false;
  else noteLineStart(machine, chunk);
  noteTail(machine, chunk, last);
  return true;
}

/** A `[` of a link, a `<` of a comparison: whether the next character of the chunk makes a tag or `<think>` impossible. */
function isMarkRuledOut(chunk: string, index: number): boolean {
  const code = chunk.charCodeAt(index);
  if (code === OPEN_BRACKET) return isHeadRuledOut(chunk, index + 1);
  if (code !== LESS_THAN || index + 1 === chunk.length) return false;
  const next = chunk.charCodeAt(index + 1);
  return next !== SLASH && (next | 0x20) !== LOWER_T;
}

/** Whether the chunk stays in code or in thinking: a line break ends a span and a fence's first line. */
function isStillQuoted(machine: Machine, chunk: string): boolean {
  const { state } = machine;
  if (state === State.think) return true;
  if (state === State.fence) return !machine.isOnFenceLine || !hasLineBreak(chunk);
  return state === State.codeSpan && !hasLineBreak(chunk);
}

function hasLineBreak(chunk: string): boolean {
  for (let index = 0; index < chunk.length; index += 1) {
    const code = chunk.charCodeAt(index);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) return true;
  }
  return false;
}
