import { formatPath } from '../../expression/reference-path.ts';

/** How references are spelt: `$caption.response` and `input`, or `{{caption.response}}` and `params`. */
export type Dialect = 1 | 2;

/** A part of a text: plain, or a reference or an expression as it stands between braces. */
export type WrittenPart =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'expression'; readonly source: string };

/** A path as it is written in an expression. */
export function writePath(root: string, path: readonly (string | number)[], dialect: Dialect): string {
  return formatPath(root === 'input' && dialect === 2 ? 'params' : root, path);
}

/** A reference or an expression that is a value as a whole. */
export function writeWhole(part: Exclude<WrittenPart, { kind: 'plain' }>, dialect: Dialect): string {
  if (part.kind === 'expression') return `{{ ${part.source} }}`;
  return dialect === 1 ? `$${part.path}` : `{{${part.path}}}`;
}

/**
 * A text of several parts, so that reading it gives these parts again: plain text that looks like a reference is escaped, and
 * a reference that the text behind would prolong is put between braces.
 */
export function writeText(parts: readonly WrittenPart[], dialect: Dialect): string {
  let text = '';
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    if (part.kind === 'plain') {
      text += escapePlain(part.text, next !== undefined && startsWithDollar(next, parts[index + 2], dialect));
      continue;
    }
    // "{" and "{{" together would be read as "{{" and "{".
    if (text.endsWith('{') && !startsWithDollar(part, next, dialect)) text = `${text.slice(0, -1)}{{ "{" }}`;
    text += startsWithDollar(part, next, dialect) ? `$${(part as { path: string }).path}` : inBraces(part);
  }
  return text;
}

function inBraces(part: WrittenPart): string {
  return part.kind === 'path' ? `{{${part.path}}}` : part.kind === 'expression' ? `{{ ${part.source} }}` : part.text;
}

function startsWithDollar(part: WrittenPart, next: WrittenPart | undefined, dialect: Dialect): boolean {
  return part.kind === 'path' && dialect === 1 && !(next?.kind === 'plain' && isProlonging(next.text));
}

/** Whether text right behind a path would be read as a part of it. */
function isProlonging(text: string): boolean {
  return /^(?:\w|\.[A-Za-z_]|\[(?:\d|"))/.test(text);
}

function escapePlain(text: string, isBeforeDollar: boolean): string {
  return text
    .replaceAll(/\$+/g, (dollars, offset: number) => {
      const end = offset + dollars.length;
      const next = text[end];
      const isReference = next === undefined ? isBeforeDollar : /[A-Za-z_]/.test(next);
      // Of several only the last may stand alone: each pair is read as one.
      return dollars.length === 1 && !isReference ? dollars : '$$'.repeat(dollars.length);
    })
    .replaceAll('{{', '{{ "{{" }}');
}
