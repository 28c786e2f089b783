import { SPACE, TAB } from '../characters.ts';
import { State } from '../machine.ts';
import type { Machine } from '../machine.ts';
import { beginHead, Head, readHead } from '../tag/tag-head.ts';
import { commitTag, finishWithoutParams } from '../tag/commit-tag.ts';

const UPPER_A = 0x41;

/** Whether the character behind a `[`, if it is there already, makes a tag impossible. */
export function isHeadRuledOut(chunk: string, position: number): boolean {
  if (position >= chunk.length) return false;
  const code = chunk.charCodeAt(position);
  return (code & 0xffdf) !== UPPER_A && code !== SPACE && code !== TAB;
}

/** The cursor is on an unquoted `[`. */
export function beginTagHead(machine: Machine, index: number): void {
  machine.outerState = machine.state;
  machine.state = State.tagHead;
  machine.tagFrom = index;
  machine.index = index + 1;
  beginHead(machine.head);
}

/** `[ACTION:slug:| {`: held back while it may become a tag, text as soon as it cannot. */
export function tagHead(machine: Machine): void {
  const { chunk, head } = machine;
  for (let { index } = machine; index < chunk.length; index += 1) {
    const result = readHead(head, chunk.charCodeAt(index));
    if (result === Head.open) continue;
    machine.index = index;
    if (result === Head.committed) commitTag(machine, index);
    else if (result === Head.mismatch || !finishWithoutParams(machine, index)) machine.state = machine.outerState;
    return;
  }
  machine.index = chunk.length;
}
