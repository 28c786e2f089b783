import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findTools } from '../../../src/adapters/media-tools/find-tools.ts';
import { mediaTools } from '../../../src/adapters/media-tools/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';

function folderWith(...programs: string[]): string {
  const folder = temporaryFolder();
  for (const name of programs) {
    writeFileSync(path.join(folder, name), '');
    chmodSync(path.join(folder, name), 0o755);
  }
  return folder;
}

test('takes ImageMagick 7 before the programs of version 6', async () => {
  const folder = folderWith('ffmpeg', 'ffprobe', 'magick', 'convert', 'identify');
  const magick = path.join(folder, 'magick');
  await expect(findTools(folder)).resolves.toMatchObject({ convert: [magick], identify: [magick, 'identify'] });
});

test('takes version 6, and looks through all folders but relative ones', async () => {
  const one = folderWith('ffmpeg', 'ffprobe');
  const other = folderWith('convert', 'identify');
  const tools = await findTools(['.', one, other].join(path.delimiter));
  expect(tools).toMatchObject({ ffmpeg: path.join(one, 'ffmpeg'), convert: [path.join(other, 'convert')] });
  expect(tools.searchPath).toBe([one, other].join(path.delimiter));
});

test.each([
  [['convert', 'identify'], 'ffmpeg is not installed on this machine'],
  [['ffmpeg', 'ffprobe', 'convert'], 'ImageMagick is not installed on this machine'],
])('with only %j it says what to install', async (programs, message) => {
  await expect(findTools(folderWith(...programs))).rejects.toMatchObject({
    code: 'MEDIA_TOOL_MISSING',
    message,
    detail: expect.stringContaining('apt-get install ffmpeg imagemagick'),
  });
});

test('a program that is no longer missing is found', async () => {
  const folder = folderWith('convert', 'identify');
  writeFileSync(path.join(folder, 'input'), '\x89PNG\r\n\x1a\n', 'latin1');
  const tools = mediaTools({ searchPath: folder });
  await expect(tools.inspect(folder, 'input')).rejects.toMatchObject({ code: 'MEDIA_TOOL_MISSING' });
  for (const name of ['ffmpeg', 'ffprobe']) {
    writeFileSync(path.join(folder, name), '');
    chmodSync(path.join(folder, name), 0o755);
  }
  await expect(tools.inspect(folder, 'input')).rejects.not.toMatchObject({ code: 'MEDIA_TOOL_MISSING' });
});
