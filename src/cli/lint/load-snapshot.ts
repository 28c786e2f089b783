import { readFileSync } from 'node:fs';
import type { DirectusSnapshot } from '../../check/project-facts.ts';
import { readSnapshot } from '../../check/snapshot/index.ts';
import { UsageError } from '../../errors.ts';
import { shortPath } from '../short-path.ts';

/** Throws `SNAPSHOT_UNREADABLE` or `SNAPSHOT_INVALID`. */
export function loadSnapshot(file: string, cwd: string): DirectusSnapshot {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError('SNAPSHOT_UNREADABLE', `The snapshot ${file} cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
  return readSnapshot(text, shortPath(cwd, file));
}
