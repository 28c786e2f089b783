import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createFolderSync } from '../../../src/adapters/atomic-files/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';

vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:fs/promises')>();
  return { ...original, open: vi.fn<typeof open>(original.open) };
});

it('lets those that come while a folder is synced share the next time', async () => {
  vi.mocked(open).mockClear();
  const folder = temporaryFolder();
  const sync = createFolderSync();
  await Promise.all([sync(folder), sync(folder)]);
  expect(open).toHaveBeenCalledTimes(1);
  const first = sync(folder);
  await vi.waitFor(() => expect(open).toHaveBeenCalledTimes(2));
  await Promise.all([first, sync(folder), sync(folder), sync(folder)]);
  expect(open).toHaveBeenCalledTimes(3);
});

it('says what the file system says, to everybody who waited, and tries again for the next', async () => {
  const folder = join(temporaryFolder(), 'none');
  const sync = createFolderSync();
  const ends = await Promise.allSettled([sync(folder), sync(folder)]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(sync(folder)).rejects.toMatchObject({ code: 'ENOENT' });
});

it.each(['EPERM', 'EISDIR', 'EINVAL'])('takes a system that cannot sync folders (%s) as it is', async (code) => {
  vi.mocked(open).mockRejectedValueOnce(Object.assign(new Error('no'), { code }));
  await expect(createFolderSync()(temporaryFolder())).resolves.toBeUndefined();
});
