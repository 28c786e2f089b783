import {
  keyNodeAt,
  nodeAt,
  offsetInString,
  positionAt,
  type JsonDocument,
  type JsonNode,
  type TextRange,
} from '../../flow/index.ts';
import type { Diagnostic, DiagnosticRange } from '../diagnostic.ts';
import type { Place } from '../finding.ts';
import type { RuledFinding } from '../run-rules.ts';
import { byteOffsets } from './byte-offsets.ts';
import { placeFix } from './place-fix.ts';

/** Gives a finding its lines, columns and bytes; a value that is not there is reported at the nearest one around it. */
export function placeFinding(finding: RuledFinding, document: JsonDocument, file: string): Diagnostic {
  const { rule, severity, message, place, label = '', related = [], notes = [], fix } = finding;
  const span = spanOf(place, document);
  const toBytes = byteOffsets(document.text);
  const placedFix = fix && placeFix(fix, document);
  return {
    rule: rule.name,
    severity,
    confidence: finding.confidence ?? rule.confidence,
    message,
    file,
    ...rangeOf(span, document),
    offset: toBytes(span.start),
    endOffset: toBytes(span.end),
    pointer: place.pointer,
    label,
    related: related.map(({ place: there, label: words, file: elsewhere }) => {
      const range = rangeOf(spanOf(there, document), document);
      return Object.assign(range, { label: words }, elsewhere === undefined ? {} : { file: elsewhere });
    }),
    notes: [...notes],
    ...(placedFix === undefined ? {} : { fix: placedFix }),
    docs: `docs/rules.md#${rule.name.replace('/', '')}`,
  };
}

function rangeOf({ start, end }: TextRange, document: JsonDocument): DiagnosticRange {
  const from = positionAt(document, start);
  const to = positionAt(document, end);
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** The part of the document that a place means, in UTF-16 units. */
export function spanOf({ pointer, at, range, span }: Place, document: JsonDocument): TextRange {
  if (span !== undefined) return span;
  const key = at === 'key' ? keyNodeAt(document, pointer) : undefined;
  if (key !== undefined) return withoutQuotes(key, document);
  for (let path = pointer; ; path = path.slice(0, path.lastIndexOf('/'))) {
    const node = nodeAt(document, path);
    if (node !== undefined) return narrow(node, path === pointer ? range : undefined, at, document);
    if (path === '') return { start: 0, end: 0 };
  }
}

function narrow(node: JsonNode, range: TextRange | undefined, at: Place['at'], document: JsonDocument): TextRange {
  if (node.kind === 'object' || node.kind === 'list') {
    return at === 'value' ? node : { start: node.start, end: node.start + 1 };
  }
  if (typeof node.value !== 'string') return node;
  if (range === undefined) return withoutQuotes(node, document);
  return { start: offsetInString(document, node, range.start), end: offsetInString(document, node, range.end) };
}

/** An empty text and one whose quotes are broken stay as they are. */
function withoutQuotes({ start, end }: TextRange, { text }: JsonDocument): TextRange {
  const isQuoted = end - start > 2 && text[start] === '"' && text[end - 1] === '"';
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}
