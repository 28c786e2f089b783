import { expect, test } from 'vitest';
import { commandNames } from '../cli/command-names.ts';
import { pages } from './markdown.ts';

const code = pages.filter(([name]) => name === 'README.md' || name.startsWith('docs/')).map(([, text]) => text);

test('there are commands to look for', () => {
  expect(commandNames().length).toBeGreaterThan(40);
});

test.each(commandNames())('"%s" is told of in the README or the documentation', (name) => {
  const written = new RegExp(`(?:\`|genie-actions )${name.replaceAll(' ', ' +')}(?=[\`\\s.:])`);
  const last = name.split(' ').at(-1)!;
  const inTable = new RegExp(`^\\| [^|]*\`${name.split(' ')[0]}[^|]*\`${last}[\` ]`, 'm');
  expect(code.some((text) => written.test(text) || inTable.test(text))).toBe(true);
});
