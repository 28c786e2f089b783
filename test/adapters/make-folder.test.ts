import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from '../../src/adapters/make-folder.ts';
import { folder } from '../cli/command.ts';

it('makes the folders above, and is content with what is there', () => {
  const path = join(folder(), 'a/b/c');
  makeFolder(path);
  makeFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
});

it('fails where a file stands in the way', () => {
  const root = folder();
  writeFileSync(join(root, 'file'), '');
  for (const path of ['file', 'file/below', 'file/below/more'])
    expect(() => makeFolder(join(root, path))).toThrow(/E\w+:/);
});

it.skipIf(!existsSync('/proc/self'))('ends where the file system takes no folders', () => {
  expect(() => makeFolder('/proc/none/a/b')).toThrow('ENOENT');
});
