import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isJsonObject } from '../../json.ts';
import type { Diagnostic } from '../../check/index.ts';
import { UsageError } from '../../errors.ts';
import { Fingerprints } from '../../report/fingerprint.ts';
import type { LintReport, SuppressedDiagnostic } from '../../report/lint-report.ts';

export interface Baselined {
  diagnostics: Diagnostic[];
  suppressed: SuppressedDiagnostic[];
  /** How many findings of the file are not there any more. */
  gone: number;
}

/** Takes the findings away that a baseline lists. Throws `BASELINE_UNREADABLE`. */
export function applyBaseline(
  file: string,
  diagnostics: readonly Diagnostic[],
  textOf: LintReport['textOf'],
): Baselined {
  const known = readBaseline(file);
  const fingerprints = new Fingerprints(textOf);
  const result: Baselined = { diagnostics: [], suppressed: [], gone: 0 };
  for (const diagnostic of diagnostics) {
    if (known.delete(fingerprints.of(diagnostic))) {
      result.suppressed.push({ diagnostic, kind: 'external', reason: 'baseline' });
    } else {
      result.diagnostics.push(diagnostic);
    }
  }
  result.gone = known.size;
  return result;
}

/** Writes the findings that there are now, one a line, sorted so that changes are small. */
export function writeBaseline(file: string, diagnostics: readonly Diagnostic[], textOf: LintReport['textOf']): void {
  const fingerprints = new Fingerprints(textOf);
  const findings = diagnostics
    .map((diagnostic) => [diagnostic.file, diagnostic.rule, fingerprints.of(diagnostic)] as const)
    .sort((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1))
    .map(([name, rule, id]) => `    ${JSON.stringify({ id, rule, file: name })}`);
  const list = findings.length === 0 ? '[]' : `[\n${findings.join(',\n')}\n  ]`;
  try {
    writeFileSync(file, `{\n  "version": 1,\n  "findings": ${list}\n}\n`);
  } catch (cause) {
    throw new UsageError('FILE_UNWRITABLE', `${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}

function readBaseline(file: string): Set<string> {
  if (!existsSync(file)) {
    throw new UsageError('BASELINE_UNREADABLE', `There is no baseline ${file}`, {
      detail: 'Write it with the findings of now: genie-actions lint --update-baseline',
    });
  }
  try {
    const { version, findings } = JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown; findings?: unknown };
    if (version !== 1 || !Array.isArray(findings)) throw new Error('it is no baseline of this version');
    return new Set(
      findings.flatMap((entry) => (isJsonObject(entry) && typeof entry['id'] === 'string' ? [entry['id']] : [])),
    );
  } catch (cause) {
    throw new UsageError('BASELINE_UNREADABLE', `${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
