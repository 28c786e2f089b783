import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSnapshot } from '../../../src/check/snapshot/index.ts';
import type { DirectusSnapshot } from '../../../src/check/project-facts.ts';

export const PLATFORM_FILE = join(import.meta.dirname, '../../cases/snapshots/platform.json');

/** The collections that the shipped flows work on. */
export function platformSnapshot(): DirectusSnapshot {
  return readSnapshot(readFileSync(PLATFORM_FILE, 'utf8'), 'directus/schema.json');
}
