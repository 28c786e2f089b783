import { printable, wrapText } from './fit-text.ts';
import { createPalette, type Palette } from './palette.ts';

/** An error for the person, in so many columns: what is wrong, then the way out. */
export function renderError(
  error: { code: string; message: string; detail?: string },
  hasColor: boolean,
  columns = Number.POSITIVE_INFINITY,
): string {
  const lines = errorLines(error.message, error.code, createPalette(hasColor), columns);
  if (error.detail !== undefined) lines.push(...indented(error.detail, columns));
  return `${lines.join('\n')}\n`;
}

/** What is wrong, and its code behind it. */
export function errorLines(message: string, code: string, palette: Palette, columns: number): string[] {
  const lines = wrapText(`${message}  ${code}`, columns - 2);
  return lines.map((line, index) => {
    const isLast = index === lines.length - 1;
    const text = isLast ? line.slice(0, -code.length) : line;
    return `${index === 0 ? palette.bad('✗') : ' '} ${palette.strong(text)}${isLast ? palette.dim(code) : ''}`;
  });
}

/** Each line of a text, two columns in. */
export function indented(text: string, columns = Number.POSITIVE_INFINITY): string[] {
  return wrapText(printable(text), columns - 2).map((line) => `  ${line}`);
}
