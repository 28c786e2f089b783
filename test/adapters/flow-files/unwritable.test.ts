import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { startChild, type ChildOptions } from '../child-process.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const script = new URL('writer.ts', import.meta.url);

/** What a process of its own says of writing a file. */
async function write(args: readonly string[], options: ChildOptions): Promise<string[]> {
  return startChild(script, args, options).rest();
}

function folderWithFile(): { folder: string; file: string } {
  const root = temporaryFolder();
  chmodSync(root, 0o755);
  const folder = path.join(root, 'flows');
  mkdirSync(folder);
  const file = path.join(folder, 'a.json');
  writeFileSync(file, 'before');
  return { folder, file };
}

it('says that a folder may not be written, and leaves it as it was', async () => {
  const { folder, file } = folderWithFile();
  chmodSync(file, 0o666);
  chmodSync(folder, 0o555);
  const reason = 'The flow file cannot be written: it or its folder may not be written';
  expect(await write([file, '10', 'before'], { isUnprivileged: true })).toEqual([reason]);
  expect(await write([path.join(folder, 'b.json'), '10'], { isUnprivileged: true })).toEqual([reason]);
  chmodSync(folder, 0o755);
  expect(readdirSync(folder)).toEqual(['a.json']);
  expect(readFileSync(file, 'utf8')).toBe('before');
});

it('respects a file that may not be written in a folder that may', async () => {
  const { folder, file } = folderWithFile();
  chmodSync(folder, 0o777);
  chmodSync(file, 0o444);
  expect(await write([file, '10', 'before'], { isUnprivileged: true })).toEqual([
    'The flow file cannot be written: it or its folder may not be written',
  ]);
  expect(readdirSync(folder)).toEqual(['a.json']);
});

it('writes a file of somebody else that may be written', async () => {
  const { folder, file } = folderWithFile();
  chmodSync(folder, 0o777);
  chmodSync(file, 0o666);
  expect(await write([file, '10', 'before'], { isUnprivileged: true })).toEqual(['true']);
  expect(readFileSync(file, 'utf8')).toBe('x'.repeat(10));
});

it('keeps the old file and leaves nothing behind when the text does not fit on the disk', async () => {
  const { folder, file } = folderWithFile();
  const reason = 'The flow file cannot be written: it is larger than a file may be';
  expect(await write([file, '100000', 'before'], { maxFileKilobytes: 8 })).toEqual([reason]);
  expect(await write([path.join(folder, 'b.json'), '100000'], { maxFileKilobytes: 8 })).toEqual([reason]);
  expect(readdirSync(folder)).toEqual(['a.json']);
  expect(readFileSync(file, 'utf8')).toBe('before');
});
