import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../../check/index.ts';
import { placeOfPointer } from '../../kit/flow/flow-origin.ts';
import type { ModuleFlow } from './load-flow-module.ts';

/**
 * A finding in a document as one in the module that made it: at the call that added the step, or else at `defineFlow`. Nothing
 * can be repaired there.
 */
export function relocate(diagnostic: Diagnostic, { file, origin }: ModuleFlow, shownFile = file): Diagnostic {
  const { fix: _, ...rest } = diagnostic;
  const place = origin === undefined ? undefined : placeOfPointer(origin, diagnostic.pointer);
  const { line, column } = place ?? { line: 1, column: 1 };
  const text = lineOf(file, line);
  const [name = ''] = /^[\w$]+/.exec(text.slice(column - 1)) ?? [];
  const offset = offsetOf(file, line, column);
  return {
    ...rest,
    file: shownFile,
    line,
    column,
    endLine: line,
    endColumn: column + name.length,
    offset,
    endOffset: offset + name.length,
    related: [],
  };
}

function lineOf(file: string, line: number): string {
  return linesOf(file)[line - 1] ?? '';
}

/** In bytes of UTF-8. */
function offsetOf(file: string, line: number, column: number): number {
  const before = linesOf(file).slice(0, line - 1);
  const inLine = lineOf(file, line).slice(0, column - 1);
  return before.reduce((bytes, text) => bytes + Buffer.byteLength(text) + 1, 0) + Buffer.byteLength(inLine);
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    // The module went after it was run; the line numbers still say where it was.
    return [];
  }
}
