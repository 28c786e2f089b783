import type { JsonDocument, JsonProblemKind, TextRange } from '../../../flow/index.ts';
import { containersAt } from '../../place/pointer-at.ts';
import { closeBrackets } from './close-brackets.ts';

export interface Repair {
  title: string;
  edit: { span: TextRange; text: string };
}

/** What would make a mistake right where only one thing can have been meant. */
export function repairOf(
  document: JsonDocument,
  { kind, start, end }: TextRange & { kind: JsonProblemKind },
): Repair | undefined {
  const { text } = document;
  switch (kind) {
    case 'trailing-comma':
      return { title: 'remove the comma', edit: { span: { start, end }, text: '' } };
    case 'missing-comma':
      return { title: 'add a comma', edit: { span: { start, end: start }, text: ',' } };
    case 'missing-value':
      return text[start] === ',' ? { title: 'remove the comma', edit: { span: { start, end }, text: '' } } : undefined;
    case 'comment':
      return { title: 'remove the comment', edit: { span: withLine(text, start, end), text: '' } };
    case 'unquoted':
    case 'bad-number':
      return asRead(document, { start, end });
    case 'wrong-quotes':
      return inDoubleQuotes(document, start);
    case 'truncated':
      return text[start] === '"' && end < text.length ? withQuote(text, start, end) : closeBrackets(document);
    default:
      return undefined;
  }
}

/** The whole line of a comment that stands alone, else also the spaces before it. */
function withLine(text: string, start: number, end: number): TextRange {
  let from = start;
  while (from > 0 && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--;
  const isAtLineStart = from === 0 || text[from - 1] === '\n' || text[from - 1] === '\r';
  if (!isAtLineStart) return { start: from, end: text[end - 1] === '\r' ? end - 1 : end };
  const rest = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(end, end + 200));
  return rest === null ? { start, end } : { start: from, end: end + rest[0].length };
}

function inDoubleQuotes({ text, problems }: JsonDocument, start: number): Repair | undefined {
  const end = closingApostrophe(text, start);
  const isBroken = problems.some(
    (other) =>
      other.kind !== 'wrong-quotes' && other.kind !== 'duplicate-key' && other.start < end && other.end > start,
  );
  if (end === -1 || isBroken) return undefined;
  const inside = text
    .slice(start + 1, end - 1)
    .replaceAll(/\\'|"|\\./gs, (found) => (found === String.raw`\'` ? "'" : found === '"' ? String.raw`\"` : found));
  return { title: 'double quotes', edit: { span: { start, end }, text: `"${inside}"` } };
}

/** Behind the apostrophe that closes the string; -1 when there is none on the line. */
function closingApostrophe(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    const character = text[index]!;
    if (character === '\n') return -1;
    if (character === '\\') index++;
    else if (character === "'") return index + 1;
  }
  return -1;
}

/** A string that ran to the end of its line; brackets there may belong to it or not. */
function withQuote(text: string, start: number, end: number): Repair | undefined {
  if (/[[\]{}:"]/.test(text.slice(start + 1, end))) return undefined;
  return { title: 'add the closing quote', edit: { span: { start: end, end }, text: '"' } };
}

/** A word without quotes, or a number in another notation, as the reader took it. */
function asRead(document: JsonDocument, span: TextRange): Repair | undefined {
  const written = document.text.slice(span.start, span.end);
  if (document.text[span.end] === '"') {
    return { title: JSON.stringify(written), edit: { span: { start: span.start, end: span.start }, text: '"' } };
  }
  const container = containersAt(document, span).at(-1)?.node;
  const entries = container?.kind === 'list' ? container.items : container?.properties.map(({ value }) => value);
  const value = entries?.find((entry) => entry?.start === span.start)?.value;
  const isKey = container?.properties.some(({ start }) => start === span.start) === true;
  const isNumber = typeof value !== 'number' || Number.isFinite(Number(written));
  if ((value === undefined && !isKey) || !isNumber) return undefined;
  const text = JSON.stringify(isKey ? written : value);
  return { title: text, edit: { span, text } };
}
