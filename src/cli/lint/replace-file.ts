import {
  chmodSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Puts a new text in place of the one that was read: all of it or nothing, with the mode of the file.
 * `rename` is a name in the same folder. Returns why it was not done.
 */
export function replaceFile(path: string, before: string, after: string, rename?: string): string | undefined {
  try {
    // A link stays one; what it leads to is changed.
    const file = realpathSync(path);
    const bytes = readFileSync(file);
    if (!bytes.equals(Buffer.from(before))) return 'it is not UTF-8, or was changed meanwhile';
    const target = rename === undefined ? undefined : join(dirname(path), rename);
    if (target !== undefined && existsSync(target)) return `${rename} is there already`;
    if (after !== before) writeWhole(file, after);
    if (target !== undefined) renameSync(path, target);
    return undefined;
  } catch (thrown) {
    return `it cannot be written: ${(thrown as Error).message}`;
  }
}

function writeWhole(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    chmodSync(temporary, statSync(file).mode);
    renameSync(temporary, file);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    throw thrown;
  }
}
