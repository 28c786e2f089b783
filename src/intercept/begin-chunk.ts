import type { Machine } from './machine.ts';
import { forgetMarks, isNear } from './text/next-mark.ts';

/** Puts the cursor before `chunk`, which begins at `machine.base`; nothing of it is emitted. */
export function beginChunk(machine: Machine, chunk: string): void {
  machine.chunk = chunk;
  machine.index = 0;
  machine.pieceStart = 0;
  machine.textFrom = 0;
  machine.tagFrom = 0;
  limitTag(machine);
  if (!isNear(chunk)) forgetMarks(machine.marks);
}

/** Scanning of a tag stops where the chunk ends or the longest tag would. */
export function limitTag(machine: Machine): void {
  machine.stop = Math.min(machine.chunk.length, machine.tagOffset + machine.settings.maxTagChars - machine.base);
}
