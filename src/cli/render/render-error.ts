import { createPalette } from './palette.ts';

/** An error for the person: what is wrong, then the way out. */
export function renderError(error: { code: string; message: string; detail?: string }, hasColor: boolean): string {
  const palette = createPalette(hasColor);
  const lines = [`${palette.bad('✗')} ${palette.strong(error.message)}  ${palette.dim(error.code)}`];
  if (error.detail !== undefined) lines.push(...indented(error.detail));
  return `${lines.join('\n')}\n`;
}

/** Each line of a text, two columns in. */
export function indented(text: string): string[] {
  return text.split('\n').map((line) => `  ${line}`);
}
