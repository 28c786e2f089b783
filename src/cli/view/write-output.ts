import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../../errors.ts';

/** Writes what a command was asked to make; folders are made. Throws `OUTPUT_UNWRITABLE`. */
export function writeOutput(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (cause) {
    throw new UsageError('OUTPUT_UNWRITABLE', `${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}
