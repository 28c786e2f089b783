import { COLON, MINUS, OPEN_BRACE, SPACE, TAB, UNDERSCORE, isDigit } from '../characters.ts';
import { beginChunk } from '../begin-chunk.ts';
import { State } from '../machine.ts';
import type { Machine } from '../machine.ts';
import { beginHead, Head, readHead } from '../tag/tag-head.ts';
import { commitTag, finishWithoutParams } from '../tag/commit-tag.ts';

const UPPER_A = 0x41;
const LOWER_A = 0x61;
const LOWER_Z = 0x7a;
const STRICT_OPENING = '[ACTION:';
const LONGEST_SLUG = 64;

/** Whether the character behind a `[`, if it is there already, makes a tag impossible. */
export function isHeadRuledOut(chunk: string, position: number): boolean {
  if (position >= chunk.length) return false;
  const code = chunk.charCodeAt(position);
  return (code & 0xffdf) !== UPPER_A && code !== SPACE && code !== TAB;
}

/** The cursor is on an unquoted `[`. */
export function beginTagHead(machine: Machine, index: number): void {
  const { chunk } = machine;
  machine.outerState = machine.state;
  machine.state = State.tagHead;
  machine.tagFrom = index;
  machine.index = index + 1;
  beginHead(machine.head);
  const end = strictHeadEnd(chunk, index);
  if (end < 0) return;
  machine.head.slugFrom = STRICT_OPENING.length;
  machine.head.slugTo = end - 1 - index;
  commitTag(machine, end);
}

/** `[ACTION:slug:| {`: held back while it may become a tag, text as soon as it cannot. */
export function tagHead(machine: Machine): void {
  const { chunk, head } = machine;
  for (let { index } = machine; index < chunk.length; index += 1) {
    const result = readHead(head, chunk.charCodeAt(index));
    if (result !== Head.open) return leaveHead(machine, index, result);
  }
  machine.index = chunk.length;
}

/**
 * Reads a chunk that goes on with a held head. Returns false when all of it is held too; else the head is decided and
 * the cursor is in `chunk`, which begins with what was held.
 */
export function isHeadDecided(machine: Machine, chunk: string): boolean {
  const { head, held } = machine;
  for (let index = 0; index < chunk.length; index += 1) {
    const result = readHead(head, chunk.charCodeAt(index));
    if (result === Head.open) continue;
    machine.base -= held.length;
    machine.held = '';
    beginChunk(machine, held + chunk);
    leaveHead(machine, held.length + index, result);
    return true;
  }
  machine.held = held + chunk;
  machine.base += chunk.length;
  return false;
}

function leaveHead(machine: Machine, index: number, result: Head): void {
  machine.index = index;
  if (result === Head.committed) commitTag(machine, index);
  else if (result === Head.mismatch || !finishWithoutParams(machine, index)) machine.state = machine.outerState;
}

/** Where the `{` of a head in the strict form stands, or -1: most heads need no closer look. */
function strictHeadEnd(chunk: string, index: number): number {
  if (!chunk.startsWith(STRICT_OPENING, index)) return -1;
  const from = index + STRICT_OPENING.length;
  if (!isSlugStart(chunk.charCodeAt(from))) return -1;
  let end = from + 1;
  while (isSlugPart(chunk.charCodeAt(end))) end += 1;
  const isStrict = chunk.charCodeAt(end) === COLON && chunk.charCodeAt(end + 1) === OPEN_BRACE;
  return isStrict && end - from <= LONGEST_SLUG ? end + 1 : -1;
}

function isSlugStart(code: number): boolean {
  return (code >= LOWER_A && code <= LOWER_Z) || isDigit(code);
}

function isSlugPart(code: number): boolean {
  return isSlugStart(code) || code === MINUS || code === UNDERSCORE;
}
