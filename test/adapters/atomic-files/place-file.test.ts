import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { placeNew } from '../../../src/adapters/atomic-files/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';

// As on a FAT disk.
vi.mock('node:fs', async (importOriginal) => ({
  ...(await importOriginal<typeof import('node:fs')>()),
  linkSync() {
    throw Object.assign(new Error('operation not permitted'), { code: 'EPERM' });
  },
}));

it('creates a file where a file system has no links, and never over one that is there', () => {
  const folder = temporaryFolder();
  const [temporary, file] = [join(folder, '.new.tmp'), join(folder, 'a.json')];
  writeFileSync(temporary, 'first');
  expect(placeNew(temporary, file)).toBe(true);
  expect(readdirSync(folder)).toEqual(['a.json']);
  writeFileSync(temporary, 'second');
  expect(placeNew(temporary, file)).toBe(false);
  expect(readFileSync(file, 'utf8')).toBe('first');
});
