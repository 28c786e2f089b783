import { BACKTICK, LESS_THAN, OPEN_BRACKET, TILDE } from '../characters.ts';

/** Positions found ahead of the cursor, so that no stretch of a chunk is searched twice for the same character. */
export interface Marks {
  bracket: number;
  backtick: number;
  tilde: number;
  lessThan: number;
}

const IS_MARK = new Uint8Array(128);
for (const code of [OPEN_BRACKET, BACKTICK, TILDE, LESS_THAN]) IS_MARK[code] = 1;

/** Below this distance a loop beats four native searches. */
const NEAR = 48;

export function forgetMarks(marks: Marks): void {
  marks.bracket = -1;
  marks.backtick = -1;
  marks.tilde = -1;
  marks.lessThan = -1;
}

/** The position of the next `[`, backtick, `~` or `<`, or the length of `chunk`. */
export function nextMark(chunk: string, from: number, marks: Marks): number {
  const { length } = chunk;
  const near = length - from > NEAR ? from + NEAR : length;
  for (let index = from; index < near; index += 1) {
    const code = chunk.charCodeAt(index);
    if (code < 128 && IS_MARK[code] === 1) return index;
  }
  return near === length ? length : nextFarMark(chunk, near, marks);
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
