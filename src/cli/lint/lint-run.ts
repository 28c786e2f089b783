import { isJsonObject } from '../../json.ts';
import type { SuppressedDiagnostic } from '../../check/diagnostic.ts';
import type { CheckedFlow, Diagnostic } from '../../check/index.ts';
import { fixText, unifiedDiff, type FixMode } from '../../check/fixes/index.ts';
import type { LintReport } from '../../report/lint-report.ts';
import type { Linter } from './create-linter.ts';
import { replaceFile } from './replace-file.ts';
import type { LintSource } from './source.ts';

export interface LintRunOptions {
  lint: Linter;
  /** `undefined`: findings are only reported. */
  fix: FixMode | undefined;
  /** What fixes would change is shown, not written. */
  isDryRun: boolean;
  /** Told of each document that was checked, for what is said of several of them together. */
  onChecked?: (file: string, checked: CheckedFlow) => void;
}

/** Checks documents one after the other. Of each only the findings are kept. */
export class LintRun {
  readonly files: string[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly suppressed: SuppressedDiagnostic[] = [];
  readonly unreadable: Array<LintReport['unreadable'][number]> = [];
  readonly fixed: Array<NonNullable<LintReport['fixed']>[number]> = [];
  /** What fixes would change, as unified diffs. */
  readonly diffs: string[] = [];
  /** What the person should know about fixes that were not taken. */
  readonly remarks: string[] = [];
  readonly #options: LintRunOptions;

  constructor(options: LintRunOptions) {
    this.#options = options;
  }

  /** A document that cannot be read is kept for the report and stops nothing. */
  add(source: LintSource): void {
    const { file, path, isExplicit } = source;
    const { lint, fix } = this.#options;
    let text: string;
    try {
      text = source.read();
    } catch (thrown) {
      this.unreadable.push({ file, message: `cannot be read: ${(thrown as Error).message}` });
      return;
    }
    if (!isExplicit && !text.includes('"steps"') && !text.includes('"slug"')) return;
    let linted = lint(text, file, path);
    if (!isExplicit && !isMeantAsFlow(linted)) return;
    if (fix !== undefined && linted.diagnostics.some((diagnostic) => diagnostic.fix !== undefined)) {
      linted = this.#fix(source, text, fix) ?? linted;
    }
    this.files.push(file);
    for (const diagnostic of linted.diagnostics) this.diagnostics.push(diagnostic);
    for (const diagnostic of linted.suppressed) this.suppressed.push(diagnostic);
    this.#options.onChecked?.(file, linted);
  }

  /** Returns what is found in the text that came out, when it was written. */
  #fix({ file, path }: LintSource, text: string, mode: FixMode) {
    const { lint, isDryRun } = this.#options;
    const check = (document: string) => lint(document, file, path).diagnostics;
    const { text: repaired, applied, skipped, rename } = fixText(text, check, mode);
    for (const { rule, title, line, reason } of skipped) {
      const why = reason === 'overlap' ? 'it is in the way of another one' : 'it would bring a new finding';
      this.remarks.push(`${file}:${line} ${rule}: the fix ${title} was left out, because ${why}`);
    }
    if (isDryRun) {
      if (repaired !== text) this.diffs.push(unifiedDiff(text, repaired, file));
      if (rename !== undefined) this.diffs.push(`rename from ${file}\nrename to ${siblingOf(file, rename)}\n`);
      return undefined;
    }
    const problem = path === undefined ? 'it is no file' : replaceFile(path, text, repaired, rename);
    if (problem !== undefined) {
      this.remarks.push(`${file}: not repaired, because ${problem}`);
      return undefined;
    }
    for (const { rule, title } of applied) this.fixed.push({ file, rule, title });
    const name = rename === undefined ? file : siblingOf(file, rename);
    if (rename !== undefined) this.remarks.push(`${file} is now ${name}`);
    return lint(repaired, name, path);
  }
}

/** Something else in JSON, where a broken flow would still have one of its two keys. */
function isMeantAsFlow({ flow }: CheckedFlow): boolean {
  if (flow === undefined) return true;
  return isJsonObject(flow.raw) && (Object.hasOwn(flow.raw, 'steps') || Object.hasOwn(flow.raw, 'slug'));
}

function siblingOf(file: string, name: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1) + name;
}
