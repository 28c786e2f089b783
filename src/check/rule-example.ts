import type { RuleExample } from './rule.ts';

const HEAD = ['{', '  "slug": "post-create",', '  "name": "Create a post",', '  "steps": ['];
const TAIL = ['  ]', '}', ''];

/** The whole document of an example: one that is only steps is wrapped, so that its first line is line 5. */
export function exampleDocument({ text, isWhole = false }: RuleExample): string {
  if (isWhole) return text;
  const steps = text.split('\n').map((line) => (line === '' ? line : `    ${line}`));
  return [...HEAD, ...steps, ...TAIL].join('\n');
}
