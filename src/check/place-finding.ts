import {
  keyNodeAt,
  nodeAt,
  offsetInString,
  positionAt,
  type FlowProblem,
  type JsonDocument,
  type JsonNode,
} from '../flow/index.ts';
import type { Diagnostic, Finding } from './diagnostic.ts';

/** Gives a finding its lines and columns; a value that is not there is reported at the nearest one around it. */
export function placeFinding(finding: Finding, document: JsonDocument, file: string): Diagnostic {
  const { start, end } = spanOf(finding, document);
  return place(
    { rule: finding.rule, message: finding.message, pointer: finding.pointer, start, end },
    finding.severity ?? 'error',
    document,
    file,
  );
}

export function placeProblem(problem: FlowProblem, document: JsonDocument, file: string): Diagnostic {
  return place(problem, 'error', document, file);
}

function place(
  {
    rule,
    message,
    pointer,
    start,
    end,
  }: { rule: string; message: string; pointer: string; start: number; end: number },
  severity: Diagnostic['severity'],
  document: JsonDocument,
  file: string,
): Diagnostic {
  const from = positionAt(document, start);
  const to = positionAt(document, end);
  return {
    rule,
    severity,
    message,
    file,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
    offset: start,
    endOffset: end,
    pointer,
  };
}

function spanOf({ pointer, at, range }: Finding, document: JsonDocument): { start: number; end: number } {
  const key = at === 'key' ? keyNodeAt(document, pointer) : undefined;
  if (key !== undefined) return key;
  for (let path = pointer; ; path = path.slice(0, path.lastIndexOf('/'))) {
    const node = nodeAt(document, path);
    if (node !== undefined) return narrow(node, path === pointer ? range : undefined, document);
    if (path === '') return { start: 0, end: 0 };
  }
}

/** The part of a text that a range names. */
function narrow(
  node: JsonNode,
  range: { start: number; end: number } | undefined,
  document: JsonDocument,
): { start: number; end: number } {
  if (range === undefined || typeof node.value !== 'string') return node;
  return { start: offsetInString(document, node, range.start), end: offsetInString(document, node, range.end) };
}
