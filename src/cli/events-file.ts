import { closeSync, openSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { makeFolder } from '../adapters/make-folder.ts';
import type { RunEvent, RunWarning } from '../engine/events.ts';
import { UsageError } from '../errors.ts';
import type { AnswerEvent } from './intercept/answer-reader.ts';
import type { Session } from './session.ts';

/** Where the events of a run go as JSON lines. */
export interface EventsWriter {
  write(event: RunEvent | AnswerEvent): void;
  /** Closes the file and says what it lacks, if anything. Harmless when called twice. */
  close(): RunWarning[];
}

/** Opens what `--events` names; each line is written at once, up to the first that does not fit. Throws `FILE_UNWRITABLE`. */
export function openEventsWriter({ flags, streams }: Session): EventsWriter {
  if (flags.events === undefined) return { write: () => {}, close: () => [] };
  if (flags.events === '-') {
    return { write: (event) => streams.stdout.write(`${JSON.stringify(event)}\n`), close: () => [] };
  }
  return fileWriter(resolve(streams.cwd(), flags.events));
}

function fileWriter(path: string): EventsWriter {
  const file = openForWriting(path);
  const warnings: RunWarning[] = [];
  let isOpen = true;
  return {
    write(event) {
      if (warnings.length > 0) return;
      try {
        writeSync(file, `${JSON.stringify(event)}\n`);
      } catch (thrown) {
        const message = `The file of --events is not complete: ${(thrown as Error).message}`;
        warnings.push({ path: [], code: 'EVENTS_LOST', message });
      }
    },
    close() {
      if (isOpen) closeSync(file);
      isOpen = false;
      return warnings;
    },
  };
}

function openForWriting(path: string): number {
  try {
    makeFolder(dirname(path));
    return openSync(path, 'w');
  } catch (cause) {
    throw new UsageError('FILE_UNWRITABLE', `--events: ${path} cannot be written: ${(cause as Error).message}`, {
      cause,
    });
  }
}
