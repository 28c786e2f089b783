/** Exactly so many columns: padded with spaces, or cut with an ellipsis. */
export function fitWidth(text: string, width: number): string {
  const line = printable(text).replaceAll(/\s+/g, ' ');
  if (line.length <= width) return line.padEnd(width);
  return width <= 1 ? line.slice(0, width) : `${line.slice(0, width - 1)}…`;
}

/** Breaks a text at spaces into lines of at most so many columns; its own line breaks and indents stay. */
export function wrapText(text: string, width: number): string[] {
  const limit = Math.max(20, width);
  const lines: string[] = [];
  for (const paragraph of printable(text).split('\n')) {
    const indent = /^ */.exec(paragraph)![0];
    let line = '';
    for (const word of paragraph.slice(indent.length).split(' ')) {
      if (line !== '' && indent.length + line.length + 1 + word.length > limit) {
        lines.push(`${indent}${line}`);
        line = word;
      } else {
        line = line === '' ? word : `${line} ${word}`;
      }
    }
    lines.push(line === '' ? '' : `${indent}${line}`);
  }
  return lines;
}

/** Without control characters but tabs and line breaks: text of a page or a model must not steer the terminal. */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n\t]/gu, '');
}
