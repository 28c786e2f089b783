import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseFlow } from '../../src/flow/index.ts';
import { createPrompt } from '../../src/prompt/index.ts';

const page = readFileSync(new URL('../../docs/prompt.md', import.meta.url), 'utf8');

function block(language: string): string {
  return new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)![1]!;
}

it('shows what a model reads about the example flow', async () => {
  const { text } = await createPrompt([parseFlow(block('json')).flow!]);
  expect(text.slice(text.indexOf('###'))).toBe(block('text'));
});
