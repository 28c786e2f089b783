import type { Palette } from './palette.ts';

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Indented JSON; keys stand out where there is color. */
export function jsonText(value: unknown, palette: Palette): string {
  const text = JSON.stringify(value, null, 2) ?? 'null';
  return text.replaceAll(TOKEN, (token, quoted: string | undefined, colon: string | undefined) => {
    if (quoted === undefined) return palette.warning(token);
    return colon === undefined ? palette.good(quoted) : `${palette.accent(quoted)}${colon}`;
  });
}
