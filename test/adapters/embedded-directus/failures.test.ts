import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openEmbeddedDirectus } from '../../../src/adapters/embedded-directus/index.ts';
import { startChild, type ChildOptions } from '../child-process.ts';
import { temporaryFolder } from '../temporary-folder.ts';

function unavailable(file: string, message = ''): object {
  return {
    code: 'UNAVAILABLE',
    service: 'directus',
    message: expect.stringContaining(message) as unknown,
    detail: expect.stringContaining(file) as unknown,
  };
}

async function createInChild(file: string, options: ChildOptions): Promise<unknown> {
  const child = startChild(new URL('create-reports.ts', import.meta.url), [file, 'a', '2000'], options);
  return JSON.parse((await child.rest()).at(-1) ?? 'null') as unknown;
}

it('names a file that is no database', async () => {
  const file = path.join(temporaryFolder(), 'directus.db');
  writeFileSync(file, 'no database '.repeat(100));
  const directus = openEmbeddedDirectus({ file });
  await expect(directus.getMe()).rejects.toMatchObject(unavailable(file, 'is not a database'));
  await expect(directus.readItems('action_flows', {})).rejects.toMatchObject(unavailable(file));
});

it('names a file whose folder cannot be made', async () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'state'), '');
  const file = path.join(folder, 'state', 'directus.db');
  await expect(openEmbeddedDirectus({ file }).getMe()).rejects.toMatchObject(unavailable(file, 'a file is where'));
});

it('names a file that is a folder', async () => {
  const file = path.join(temporaryFolder(), 'directus.db');
  mkdirSync(file);
  await expect(openEmbeddedDirectus({ file }).getMe()).rejects.toMatchObject(unavailable(file));
});

it('names a file in a read-only folder', async () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o555);
  const file = path.join(folder, 'directus.db');
  const found = await createInChild(file, { isUnprivileged: true });
  expect(found).toMatchObject({ code: 'UNAVAILABLE', detail: expect.stringContaining(file) as unknown });
});

it.each([100, 1_000])('names a file that may not grow beyond %i kB', async (maxFileKilobytes) => {
  const file = path.join(temporaryFolder(), 'directus.db');
  const found = await createInChild(file, { maxFileKilobytes });
  expect(found).toMatchObject({ code: 'UNAVAILABLE', detail: expect.stringContaining(file) as unknown });
});

it('does not open again after it was closed', async () => {
  const directus = openEmbeddedDirectus({ file: path.join(temporaryFolder(), 'directus.db') });
  await directus.getMe();
  await directus.close();
  await expect(directus.getMe()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});
