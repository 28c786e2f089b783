import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../../errors.ts';
import { readCassette, type Cassette } from '../../kit/cassette/index.ts';

/** Looks before the run whether its recording can be kept. Throws `OUTPUT_EXISTS` for a file that is no cassette, and `CASSETTE_UNWRITABLE`. */
export function checkRecordable(file: string): void {
  checkFolder(dirname(file));
  if (!existsSync(file)) return;
  try {
    readCassette(readFileSync(file, 'utf8'), file);
  } catch (cause) {
    throw new UsageError('OUTPUT_EXISTS', 'There is a file already, and it is no cassette', {
      detail: `${file}\nName another file, or delete this one.`,
      cause,
    });
  }
}

function checkFolder(folder: string): void {
  try {
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new UsageError('CASSETTE_UNWRITABLE', `The cassette cannot be written: ${(cause as Error).message}`, {
      detail: `${folder}\nNothing has run. Make the folder, or name a file in one that can be written to.`,
      cause,
    });
  }
}

/** Throws `FILE_UNREADABLE` and `CASSETTE_INVALID`. */
export function loadCassette(file: string): Cassette {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError('FILE_UNREADABLE', `--replay ${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
  return readCassette(text, file);
}

/** Writes the file whole or not at all. Throws `CASSETTE_UNWRITABLE`. */
export function writeCassette(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const descriptor = openSync(temporary, 'wx');
    try {
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw new UsageError('CASSETTE_UNWRITABLE', `The cassette cannot be written: ${(cause as Error).message}`, {
      detail: `${file}\nThe run itself has ended; see it with: genie-actions runs`,
      cause,
    });
  }
}
