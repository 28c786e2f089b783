import { isJsonObject } from '../../json.ts';
import type { Diagnostic, SuppressedDiagnostic } from '../diagnostic.ts';
import { Fingerprints, type TextOf } from '../fingerprint.ts';

/** A finding that is known and waits to be mended. */
export interface BaselineEntry {
  /** From the rule, the file, the marked text and the keys of the steps around it, so that it stays when lines move. */
  id: string;
  rule: string;
  file: string;
}

export interface Baseline {
  version: 1;
  /** Sorted, so that changes of the file are small. */
  findings: BaselineEntry[];
}

/** The findings as they are now, and `kept`: what is known of files that were not looked at. */
export function createBaseline(
  diagnostics: readonly Diagnostic[],
  textOf: TextOf,
  kept: readonly BaselineEntry[] = [],
): Baseline {
  const fingerprints = new Fingerprints(textOf);
  const found = diagnostics.map((diagnostic) => ({
    id: fingerprints.of(diagnostic),
    rule: diagnostic.rule,
    file: diagnostic.file,
  }));
  return { version: 1, findings: [...found, ...kept].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)) };
}

/** Reads a baseline from JSON. `undefined`: it is none, or one of another version. */
export function readBaseline(value: unknown): Baseline | undefined {
  const { version, findings } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (version !== 1 || !Array.isArray(findings)) return undefined;
  return { version, findings: findings.filter(isEntry) };
}

/** Takes out what a baseline knows. `gone`: what it knows of `files` that is not there any more. */
export function applyBaseline(
  { findings }: Baseline,
  { files, diagnostics, textOf }: { files: readonly string[]; diagnostics: readonly Diagnostic[]; textOf: TextOf },
): { diagnostics: Diagnostic[]; suppressed: SuppressedDiagnostic[]; gone: BaselineEntry[] } {
  const fingerprints = new Fingerprints(textOf);
  const known = new Map(findings.map((entry) => [entry.id, entry]));
  const fresh: Diagnostic[] = [];
  const suppressed: SuppressedDiagnostic[] = [];
  for (const diagnostic of diagnostics) {
    if (known.delete(fingerprints.of(diagnostic))) {
      suppressed.push({ diagnostic, kind: 'external', reason: 'baseline' });
    } else {
      fresh.push(diagnostic);
    }
  }
  const checked = new Set(files);
  return { diagnostics: fresh, suppressed, gone: [...known.values()].filter(({ file }) => checked.has(file)) };
}

function isEntry(entry: unknown): entry is BaselineEntry {
  if (!isJsonObject(entry)) return false;
  return ['id', 'rule', 'file'].every((key) => typeof entry[key] === 'string');
}

function sortKey({ file, rule, id }: BaselineEntry): string {
  return `${file} ${rule} ${id}`;
}
