import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { RunEvent } from '../engine/events.ts';
import type { AnswerEvent } from './intercept/answer-reader.ts';
import { UsageError } from '../errors.ts';
import type { Session } from './session.ts';

/** Where the events of a run go as JSON lines. */
export interface EventsWriter {
  write(event: RunEvent | AnswerEvent): void;
  close(): void;
}

/** Opens what `--events` names; each line is written at once. Throws `FILE_UNWRITABLE`. */
export function openEventsWriter({ flags, streams }: Session): EventsWriter {
  if (flags.events === undefined) return { write: () => {}, close: () => {} };
  if (flags.events === '-') {
    return { write: (event) => streams.stdout.write(`${JSON.stringify(event)}\n`), close: () => {} };
  }
  const path = resolve(streams.cwd(), flags.events);
  const file = openForWriting(path);
  return { write: (event) => writeSync(file, `${JSON.stringify(event)}\n`), close: () => closeSync(file) };
}

function openForWriting(path: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'w');
  } catch (cause) {
    throw new UsageError('FILE_UNWRITABLE', `--events: ${path} cannot be written: ${(cause as Error).message}`, {
      cause,
    });
  }
}
