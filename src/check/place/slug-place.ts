import type { TextRange } from '../../flow/index.ts';
import type { DiagnosticRange } from '../diagnostic.ts';

const SLUG = /"slug"\s*:\s*"/g;

/** Where a slug stands in a flow, without its quotes, found without reading the JSON: it is asked of every flow of a project. */
export function slugPlace(text: string, slug: string): DiagnosticRange & { range: TextRange } {
  SLUG.lastIndex = 0;
  let start = 0;
  for (let match = SLUG.exec(text); match !== null; match = SLUG.exec(text)) {
    if (!text.startsWith(`${slug}"`, SLUG.lastIndex)) continue;
    start = SLUG.lastIndex;
    break;
  }
  const end = start === 0 ? 0 : start + slug.length;
  const before = text.slice(text.charCodeAt(0) === 0xfeff ? 1 : 0, start);
  const line = before.split(/\r\n|\n|\r/).length;
  const column = before.length - Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
  return { line, column, endLine: line, endColumn: column + slug.length, range: { start, end } };
}
