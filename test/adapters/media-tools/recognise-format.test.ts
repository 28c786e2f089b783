import { expect, test } from 'vitest';
import { formatOf } from '../../../src/adapters/media-tools/recognise-format.ts';

test.each([
  ['\xff\xd8\xff\xe0', 'jpeg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['GIF89a', 'gif'],
  ['RIFF\0\0\0\0WEBPVP8 ', 'webp'],
  ['RIFF\0\0\0\0AVI LIST', 'avi'],
  ['\0\0\0\x1cftypavif', 'avif'],
  ['\0\0\0\x1cftypheic', 'heic'],
  ['\0\0\0\x1cftypisom', 'mp4'],
  ['\0\0\0\x14ftypqt  ', 'mov'],
  ['\0\0\0\x08wide', 'mov'],
  ['\x1a\x45\xdf\xa3\x9fB\x86\x81\x01webm', 'webm'],
  ['\x1a\x45\xdf\xa3\x9fB\x86\x81\x01matroska', 'mkv'],
  [`G${'\0'.repeat(187)}G`, 'mpegts'],
  ['#EXTM3U', undefined],
  ['<svg', undefined],
  ['%PDF-1.4', undefined],
  ['%!PS', undefined],
  ['push graphic-context', undefined],
  ['RIFF\0\0\0\0WAVE', undefined],
  ['', undefined],
])('%j is %s', (head, format) => {
  expect(formatOf(Buffer.from(head, 'latin1'))).toBe(format);
});
