import { nodeAt, parseJson, type JsonDocument } from '../../flow/index.ts';
import { isJsonObject } from '../../json.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { flaggedText } from '../fixes/flagged-text.ts';
import { hashText } from './hash-text.ts';

/** A file that was checked, with its text. */
export interface CheckedFile {
  file: string;
  text: string;
  diagnostics: readonly Diagnostic[];
}

/** Findings that are known and wait to be mended: how often each of them is there, by file and identity. */
export interface Baseline {
  version: 1;
  files: Record<string, Record<string, { rule: string; count: number }>>;
}

/** A finding of a baseline that is not there any more. */
export interface StaleEntry {
  file: string;
  rule: string;
  /** How many of them are gone. */
  count: number;
}

/** The findings as they are now. They are told by rule, flagged text and step, so that lines may be added around them. */
export function createBaseline(files: readonly CheckedFile[]): Baseline {
  const baseline: Baseline = { version: 1, files: {} };
  for (const checked of files.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
    if (checked.diagnostics.length === 0) continue;
    const entries = new Map<string, { rule: string; count: number }>();
    for (const [key, { rule }] of identified(checked)) {
      const known = entries.get(key);
      if (known === undefined) entries.set(key, { rule, count: 1 });
      else known.count++;
    }
    baseline.files[checked.file] = Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }
  return baseline;
}

/** Takes out what the baseline knows. Files that are not among `files` are left alone. */
export function applyBaseline(
  files: readonly CheckedFile[],
  baseline: Baseline,
): { diagnostics: Map<string, Diagnostic[]>; suppressed: number; stale: StaleEntry[] } {
  const diagnostics = new Map<string, Diagnostic[]>();
  const stale: StaleEntry[] = [];
  let suppressed = 0;
  for (const checked of files) {
    const entries = Object.hasOwn(baseline.files, checked.file) ? baseline.files[checked.file]! : {};
    const left = new Map(Object.entries(entries).map(([key, { count }]) => [key, count]));
    const fresh: Diagnostic[] = [];
    for (const [key, diagnostic] of identified(checked)) {
      const count = left.get(key) ?? 0;
      if (count === 0) fresh.push(diagnostic);
      else {
        left.set(key, count - 1);
        suppressed++;
      }
    }
    diagnostics.set(checked.file, fresh);
    for (const [key, count] of left) if (count > 0) stale.push({ file: checked.file, rule: entries[key]!.rule, count });
  }
  return { diagnostics, suppressed, stale };
}

function identified({ text, diagnostics }: CheckedFile): [string, Diagnostic][] {
  if (diagnostics.length === 0) return [];
  const flagged = flaggedText(text);
  const document = parseJson(text);
  return diagnostics.map((diagnostic) => {
    const identity = [diagnostic.rule, flagged(diagnostic), stepAt(diagnostic.pointer, document)];
    return [hashText(JSON.stringify(identity)), diagnostic];
  });
}

/** The key of the innermost step around a value, or its type: a step may move. Empty outside of steps. */
function stepAt(pointer: string, document: JsonDocument): string {
  for (let path = pointer; path !== ''; path = path.slice(0, path.lastIndexOf('/'))) {
    const value = /\/\d+$/.test(path) ? nodeAt(document, path)?.value : undefined;
    if (!isJsonObject(value) || !Object.hasOwn(value, 'type')) continue;
    const name = [value['result_key'], value['name'], value['type']].find((part) => typeof part === 'string');
    if (name !== undefined) return name;
  }
  return '';
}
