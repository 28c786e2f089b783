import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../adapters/make-folder.ts';
import { UsageError } from '../../errors.ts';
import { IGNORED } from './project-files.ts';

export type FileFate = 'written' | 'replaced' | 'kept' | 'extended';

/** Writes the files of a project and says what happened to each; what exists is kept unless `isForced`. */
export function writeFiles(
  directory: string,
  files: ReadonlyMap<string, string>,
  isForced: boolean,
): Map<string, FileFate> {
  const fates = new Map<string, FileFate>();
  for (const [name, content] of files) {
    const file = join(directory, name);
    try {
      fates.set(name, writeOne(file, name, content, isForced));
    } catch (cause) {
      throw new UsageError('FILE_UNWRITABLE', `${file} cannot be written: ${(cause as Error).message}`, { cause });
    }
  }
  return fates;
}

function writeOne(file: string, name: string, content: string, isForced: boolean): FileFate {
  if (!existsSync(file)) {
    makeFolder(dirname(file));
    // A hook that cannot be executed is passed over by git without a word.
    writeFileSync(file, content, { mode: content.startsWith('#!') ? 0o777 : 0o666 });
    return 'written';
  }
  if (name === '.gitignore') return extendIgnored(file);
  if (readFileSync(file, 'utf8') === content || !isForced) return 'kept';
  writeFileSync(file, content);
  return 'replaced';
}

/** Somebody else's lines are never taken away, not even by force. */
function extendIgnored(file: string): FileFate {
  const text = readFileSync(file, 'utf8');
  const lines = new Set(text.split(/\r?\n/));
  const missing = IGNORED.split('\n').filter((line) => line !== '' && !lines.has(line));
  if (missing.length === 0) return 'kept';
  writeFileSync(file, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${missing.join('\n')}\n`);
  return 'extended';
}
