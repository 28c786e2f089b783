import { BACKTICK, LESS_THAN, OPEN_BRACKET, TILDE } from '../characters.ts';

/** Positions found ahead of the cursor, so that no stretch of a chunk is searched twice for the same character. */
export interface Marks {
  bracket: number;
  backtick: number;
  tilde: number;
  lessThan: number;
  lineFeed: number;
}

const IS_MARK = new Uint8Array(128);
for (const code of [OPEN_BRACKET, BACKTICK, TILDE, LESS_THAN]) IS_MARK[code] = 1;

/** In a shorter chunk a loop beats native searches. */
const NEAR = 24;
const FIRST_SURROGATE = 0xd800;
const SURROGATE = /[\ud800-\udfff]/;

export function forgetMarks(marks: Marks): void {
  marks.bracket = -1;
  marks.backtick = -1;
  marks.tilde = -1;
  marks.lessThan = -1;
  marks.lineFeed = -1;
}

/** Whether the chunk is so short that looking at each character is the fastest way. */
export function isNear(chunk: string): boolean {
  return chunk.length <= NEAR;
}

/** Whether the chunk may hold half of a surrogate pair or a whole one. */
export function hasSurrogate(chunk: string): boolean {
  // In a long chunk the search is several times faster than the check for well-formedness, which it spares.
  if (!isNear(chunk)) return SURROGATE.test(chunk);
  let bits = 0;
  for (let index = 0; index < chunk.length; index += 1) bits |= chunk.charCodeAt(index);
  return bits >= FIRST_SURROGATE;
}

/** The position from `from` on of the first mark or half of a surrogate pair, or the length of a short chunk. */
export function ordinaryEnd(chunk: string, from: number): number {
  let index = from;
  for (; index < chunk.length; index += 1) {
    const code = chunk.charCodeAt(index);
    if (code < 128 ? IS_MARK[code] === 1 : code >= FIRST_SURROGATE) break;
  }
  return index;
}

/** The position of the next `[`, backtick, `~` or `<`, or the length of `chunk`. */
export function nextMark(chunk: string, from: number, marks: Marks): number {
  if (!isNear(chunk)) return nextFarMark(chunk, from, marks);
  let index = from;
  while (index < chunk.length) {
    const code = chunk.charCodeAt(index);
    if (code < 128 && IS_MARK[code] === 1) break;
    index += 1;
  }
  return index;
}

/** The position of the next line feed, or the length of `chunk`. */
export function nextLineFeed(chunk: string, from: number, marks: Marks): number {
  if (marks.lineFeed < from || isNear(chunk)) marks.lineFeed = search(chunk, '\n', from);
  return marks.lineFeed;
}

function nextFarMark(chunk: string, from: number, marks: Marks): number {
  if (marks.bracket < from) marks.bracket = search(chunk, '[', from);
  if (marks.backtick < from) marks.backtick = search(chunk, '`', from);
  if (marks.tilde < from) marks.tilde = search(chunk, '~', from);
  if (marks.lessThan < from) marks.lessThan = search(chunk, '<', from);
  return Math.min(marks.bracket, marks.backtick, marks.tilde, marks.lessThan);
}

function search(chunk: string, mark: string, from: number): number {
  const position = chunk.indexOf(mark, from);
  return position < 0 ? chunk.length : position;
}
