import { emit } from '../emit.ts';
import { BACKSLASH, CARRIAGE_RETURN, GREATER_THAN, LINE_FEED, SPACE, isBlank } from '../characters.ts';
import { Tail } from '../machine.ts';
import type { Machine } from '../machine.ts';

/** Emits `text` and remembers what the visible text ends with now. */
export function emitText(machine: Machine, text: string): void {
  if (text.length === 0) return;
  emit(machine, { type: 'text', text });
  noteTail(machine, text, text.charCodeAt(text.length - 1));
}

/** Remembers what the visible text ends with when `text`, which ends with `last`, is shown. */
export function noteTail(machine: Machine, text: string, last: number): void {
  machine.tail = last > SPACE ? Tail.other : tailBehind(machine, text, last);
  machine.hasTailCarriageReturn = last === CARRIAGE_RETURN;
}

/** Emits what is not emitted of the text before `end`. */
export function flushText(machine: Machine, end: number): void {
  const { chunk, pieceStart } = machine;
  if (end <= pieceStart) return;
  emitText(machine, pieceStart === 0 && end === chunk.length ? chunk : chunk.slice(pieceStart, end));
  machine.pieceStart = end;
}

/** Emits the text up to `end`, where the chunk ends or a held tag head begins, and keeps what later chunks need of it. */
export function suspendText(machine: Machine, end: number): void {
  flushText(machine, end);
  if (end > machine.textFrom) {
    const last = machine.chunk.charCodeAt(end - 1);
    const isOther = last > GREATER_THAN && last !== BACKSLASH;
    machine.isLineBlank = isOther ? false : isAtLineStart(machine, end);
    machine.backslashes = last === BACKSLASH ? backslashesBefore(machine, end) : 0;
  }
  machine.textFrom = end;
}

/** Notes whether nothing but indentation follows the last newline, when all of `chunk` is text. */
export function noteLineStart(machine: Machine, chunk: string): void {
  machine.isLineBlank = isLineBlank(chunk, 0, chunk.length, machine.isLineBlank);
}

/** Whether nothing but indentation and `>` stands between the last newline and `position`. */
export function isAtLineStart(machine: Machine, position: number): boolean {
  return isLineBlank(machine.chunk, machine.textFrom, position, machine.isLineBlank);
}

/** Whether the line before `end` is blank; where it began before `from`, `wasBlank` says so of that part. */
function isLineBlank(text: string, from: number, end: number, wasBlank: boolean): boolean {
  for (let index = end - 1; index >= from; index -= 1) {
    const code = text.charCodeAt(index);
    if (code > GREATER_THAN) return false;
    if (code === LINE_FEED || code === CARRIAGE_RETURN) return true;
    if (!isBlank(code) && code !== GREATER_THAN) return false;
  }
  return wasBlank;
}

export function backslashesBefore(machine: Machine, position: number): number {
  let index = position - 1;
  while (index >= machine.textFrom && machine.chunk.charCodeAt(index) === BACKSLASH) index -= 1;
  const count = position - 1 - index;
  return index < machine.textFrom ? count + machine.backslashes : count;
}

function tailBehind(machine: Machine, text: string, last: number): Tail {
  if (isBlank(last)) return Tail.blank;
  if (last !== LINE_FEED && last !== CARRIAGE_RETURN) return Tail.other;
  let index = text.length - 2;
  if (last === LINE_FEED) {
    if (index < 0 && machine.hasTailCarriageReturn) return machine.tail;
    if (index >= 0 && text.charCodeAt(index) === CARRIAGE_RETURN) index -= 1;
  }
  if (index < 0) return machine.tail === Tail.other || machine.tail === Tail.blank ? Tail.newline : Tail.emptyLine;
  const before = text.charCodeAt(index);
  return before === LINE_FEED || before === CARRIAGE_RETURN ? Tail.emptyLine : Tail.newline;
}
