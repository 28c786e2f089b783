/** What a reader does with a page from top to bottom. */
export type PageStep = FileToWrite | CommandToRun;

export interface FileToWrite {
  kind: 'file';
  /** Of the page, from 1. */
  line: number;
  path: string;
  text: string;
}

export interface CommandToRun {
  kind: 'command';
  line: number;
  command: string;
  /** What the terminal shows: `...` alone stands for any lines, `…` for any text within a line. */
  output: string[];
}

/**
 * The files and commands of a page, in order. A block below a sentence that ends with a path in code and a colon is a file. In a
 * `console` block each line with `$ ` is a command, and what follows is its output.
 */
export function pageScript(text: string): PageStep[] {
  const lines = text.split('\n');
  const steps: PageStep[] = [];
  let open: { fence: number; language: string } | undefined;
  for (const [index, line] of lines.entries()) {
    const language = /^```(\w*)/.exec(line)?.[1];
    if (language === undefined) continue;
    if (open === undefined) open = { fence: index, language };
    else {
      const body = lines.slice(open.fence + 1, index);
      if (open.language === 'console') steps.push(...commands(body, open.fence + 2));
      else {
        const path = fileNamedAbove(lines, open.fence);
        if (path !== undefined) steps.push({ kind: 'file', line: open.fence + 1, path, text: `${body.join('\n')}\n` });
      }
      open = undefined;
    }
  }
  return steps;
}

function commands(body: readonly string[], firstLine: number): CommandToRun[] {
  const found: CommandToRun[] = [];
  for (const [index, line] of body.entries()) {
    if (line.startsWith('$ ')) {
      found.push({ kind: 'command', line: firstLine + index, command: line.slice(2), output: [] });
    } else {
      found.at(-1)?.output.push(line);
    }
  }
  return found;
}

function fileNamedAbove(lines: readonly string[], fence: number): string | undefined {
  const above = lines.slice(0, fence).findLast((line) => line.trim() !== '');
  return /`([\w./-]+\.\w+)`:$/.exec(above ?? '')?.[1];
}

/** Where an output stops being what the page shows; `undefined` when it is all as shown. */
export function outputProblem(shown: readonly string[], actual: string): string | undefined {
  const pattern = trimmed(shown.join('\n'))
    .split('\n')
    .map((line) => (line.trim() === '...' ? '(?:.*\\n)*?' : `${line.split('…').map(escaped).join('.*')}\\n`))
    .join('');
  return new RegExp(`^${pattern}$`).test(`${trimmed(actual)}\n`) ? undefined : trimmed(actual);
}

function trimmed(text: string): string {
  return text.replaceAll(/[ \t]+$/gm, '').replaceAll(/^\n+|\n+$/g, '');
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
