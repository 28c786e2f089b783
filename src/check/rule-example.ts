import type { RuleExample } from './rule.ts';

const HEAD = ['{', '  "slug": "post-create",', '  "name": "Create a post",', '  "steps": ['];
const TAIL = ['  ]', '}', ''];
/** Columns; an example of what is too long or too deep is not shown whole. */
const MAX_LINE = 200;

/** The whole document of an example: one that is only steps is wrapped, so that its first line is line 5. */
export function exampleDocument({ text, isWhole = false }: RuleExample): string {
  if (isWhole) return text;
  const steps = text.split('\n').map((line) => (line === '' ? line : `    ${line}`));
  return [...HEAD, ...steps, ...TAIL].join('\n');
}

/** The path of its document, as findings show it. */
export function exampleFile({ file = 'flows/post-create.json' }: RuleExample): string {
  return file;
}

/** What a reader is shown of the files of an example, its own document first. Long lines are cut in their middle. */
export function exampleListing(example: RuleExample): { file: string; text: string }[] {
  const files = [[exampleFile(example), example.text] as const, ...Object.entries(example.beside ?? {})];
  return files.map(([file, text]) => ({ file, text: text.trimEnd().split('\n').map(cutLine).join('\n') }));
}

function cutLine(line: string): string {
  if (line.length <= MAX_LINE) return line;
  const half = MAX_LINE / 2 - 1;
  return `${line.slice(0, half)} … ${line.slice(-half)}`;
}
