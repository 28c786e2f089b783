import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workerFile } from '../../../src/adapters/quickjs-sandbox/worker-file.ts';

describe('workerFile', () => {
  let folder: string;
  let built: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genie-actions-'));
    built = join(folder, 'dist/adapters/quickjs-sandbox/worker.js');
    await mkdir(join(built, '..'), { recursive: true });
    await writeFile(built, '');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is the TypeScript file beside its own source', () => {
    expect(workerFile().pathname).toMatch(/src\/adapters\/quickjs-sandbox\/worker\.ts$/);
  });

  it.each([
    'dist/adapters/quickjs-sandbox/worker-file.js',
    'dist/command/main.js',
    'dist/command/chunks/run-a1b2.js',
    'dist/main.js',
    'app.js',
  ])('is the built file for code in %s', (from) => {
    expect(workerFile(pathToFileURL(join(folder, from)).href)).toEqual(pathToFileURL(built));
  });

  it('says where it looked', () => {
    expect(() => workerFile('file:///nowhere/at/all/main.js')).toThrow(
      expect.objectContaining({ detail: expect.stringContaining('/nowhere/at/all/worker.js') }),
    );
  });
});
