import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { syncFiles } from '../../src/codegen/sync-files.ts';

const files = new Map([
  ['schemas/a.json', 'a\n'],
  ['schemas/steps/b.json', 'b\n'],
  ['docs/steps.md', 'c\n'],
]);
const folders = ['schemas', 'schemas/steps'];

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'codegen-'));
});
afterEach(() => rm(root, { recursive: true }));

test('writes what is missing and then finds nothing to do', async () => {
  expect(await syncFiles({ files, folders, root, isCheck: false })).toEqual({ stale: [...files.keys()], leftOver: [] });
  expect(await readFile(path.join(root, 'schemas/steps/b.json'), 'utf8')).toBe('b\n');
  expect(await syncFiles({ files, folders, root, isCheck: false })).toEqual({ stale: [], leftOver: [] });
});

test('only tells what is stale or left over when it is a check', async () => {
  await syncFiles({ files, folders, root, isCheck: false });
  await writeFile(path.join(root, 'schemas/a.json'), 'edited by hand\n');
  await writeFile(path.join(root, 'schemas/steps/gone.json'), 'x\n');
  expect(await syncFiles({ files, folders, root, isCheck: true })).toEqual({
    stale: ['schemas/a.json'],
    leftOver: ['schemas/steps/gone.json'],
  });
  expect(await readFile(path.join(root, 'schemas/a.json'), 'utf8')).toBe('edited by hand\n');
});

test('removes what is left over, and nothing outside its folders', async () => {
  await mkdir(path.join(root, 'docs'));
  await writeFile(path.join(root, 'docs/own.md'), 'mine\n');
  await mkdir(path.join(root, 'schemas/steps'), { recursive: true });
  await writeFile(path.join(root, 'schemas/steps/gone.json'), 'x\n');
  await syncFiles({ files, folders, root, isCheck: false });
  expect(await readdir(path.join(root, 'schemas/steps'))).toEqual(['b.json']);
  expect(await readdir(path.join(root, 'docs'))).toEqual(['own.md', 'steps.md']);
});
