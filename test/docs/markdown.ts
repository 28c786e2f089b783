import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** Every page of the documentation, by its path in the project. */
export const pages: ReadonlyArray<readonly [name: string, text: string]> = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`),
].map((name) => [name, readFileSync(path.join(root, name), 'utf8')]);

export interface CodeBlock {
  page: string;
  /** Of the opening fence, from 1. */
  line: number;
  language: string;
  text: string;
}

/** The fenced blocks of a page, those in lists included. */
export function codeBlocks(page: string, text: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: (CodeBlock & { lines: string[] }) | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const fence = /^\s*```(\w*)/.exec(line);
    if (open !== undefined && fence !== null) {
      blocks.push({ page, line: open.line, language: open.language, text: open.lines.join('\n') });
      open = undefined;
    } else if (open !== undefined) open.lines.push(line);
    else if (fence !== null) open = { page, line: index + 1, language: fence[1]!, text: '', lines: [] };
  }
  return blocks;
}

/** Targets of the links outside of code, and the anchors that headings make, as GitHub names them. */
export function linksAndAnchors(text: string): { links: string[]; anchors: Set<string> } {
  const prose = text.replaceAll(/^\s*```[\s\S]*?^\s*```/gm, '');
  const links = [...prose.replaceAll(/`[^`\n]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);
  const headings = [...prose.matchAll(/^#+ (.+)$/gm)].map((match) => match[1]!);
  return { links, anchors: new Set(headings.map(anchorOf)) };
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
}
