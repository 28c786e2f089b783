import type { Diagnostic, SuppressedDiagnostic } from '../check/diagnostic.ts';

/** What a run of the linter ends with: all that a format needs. */
export interface LintReport {
  /** The paths of the documents that were looked at, as findings show them. */
  files: readonly string[];
  /** File by file in that order, each file's in the order of its text. */
  diagnostics: readonly Diagnostic[];
  suppressed?: readonly SuppressedDiagnostic[];
  /** Fixes that were written; absent when none were asked for. */
  fixed?: readonly { file: string; rule: string; title: string }[];
  /** Files that could not be read. */
  unreadable: readonly { file: string; message: string }[];
  /** The text of a document, for excerpts; `undefined` when it is not there any more. */
  readonly textOf: (file: string) => string | undefined;
}

/** The diagnostics of each file, in the order of their first. */
export function byFile<Item extends { file: string }>(items: readonly Item[]): Map<string, Item[]> {
  const files = new Map<string, Item[]>();
  for (const item of items) {
    const known = files.get(item.file);
    if (known === undefined) files.set(item.file, [item]);
    else known.push(item);
  }
  return files;
}

/** `1 error`, `2 errors`. */
export function countOf(count: number, noun: string): string {
  return `${numberText(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `1,060`; loading a language's own way of writing numbers would take longer than checking a file. */
export function numberText(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
