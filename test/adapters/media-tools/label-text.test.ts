import { expect, test } from 'vitest';
import { labelText } from '../../../src/adapters/media-tools/label-text.ts';

test.each([
  ['@/etc/passwd', String.raw`\@/etc/passwd`],
  ['100% %[EXIF:*]', '100%% %%[EXIF:*]'],
  [String.raw`a\nb`, String.raw`a\\nb`],
  ['&lt;', '&amp;lt;'],
  ['one\ntwo\u0000\u001B[31m', 'one\ntwo[31m'],
  ['© 雨 🙂', '© 雨 🙂'],
])('%j', (text, label) => {
  expect(labelText(text)).toBe(label);
});
