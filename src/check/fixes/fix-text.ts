import type { Diagnostic } from '../diagnostic.ts';
import { applyEdits } from './apply-edits.ts';
import { addedFindings, countFindings } from './finding-counts.ts';
import { selectFixes, type SkipReason } from './select-fixes.ts';

/** `safe`: only fixes that say the same thing as before. */
export type FixMode = 'safe' | 'all';

export interface AppliedFix {
  rule: string;
  title: string;
  /** Of the finding, in the text as it was in that round. */
  line: number;
}

export interface SkippedFix extends AppliedFix {
  /** `overlap`: it was still in the way of another one in the last round. `finding`: it would have added a finding. */
  reason: SkipReason;
}

export interface FixedText {
  text: string;
  applied: AppliedFix[];
  skipped: SkippedFix[];
  /** How many times the text was changed. */
  rounds: number;
  /** The path that the file should have, relative to its folder. */
  rename?: string;
}

export const MAX_FIX_ROUNDS = 5;

type Check = (text: string) => readonly Diagnostic[];

/**
 * Takes the fixes of a text, and again those of the text that comes out, until nothing changes.
 * A fix that adds a finding is not taken. Never throws for what the text holds.
 */
export function fixText(text: string, check: Check, mode: FixMode): FixedText {
  const run = new FixRun(text, check, mode);
  while (run.rounds < MAX_FIX_ROUNDS && run.round());
  return run.result();
}

class FixRun {
  rounds = 0;
  #text: string;
  #diagnostics: readonly Diagnostic[];
  readonly #check: Check;
  readonly #mode: FixMode;
  readonly #applied: AppliedFix[] = [];
  /** Fixes that would have added a finding, by what they do. */
  readonly #refused = new Map<string, SkippedFix>();
  #overlapping: Diagnostic[] = [];

  constructor(text: string, check: Check, mode: FixMode) {
    this.#text = text;
    this.#check = check;
    this.#mode = mode;
    this.#diagnostics = check(text);
  }

  /** Returns whether there may be more to do: the text was changed, or fixes were refused and others get their turn. */
  round(): boolean {
    const candidates = this.#diagnostics.filter((diagnostic) => this.#isWanted(diagnostic));
    const { chosen, overlapping } = selectFixes(candidates);
    this.#overlapping = overlapping;
    const taken = this.#withoutHarm(chosen);
    if (taken.length === 0) return chosen.length > 0;
    const next = applyFixes(this.#text, taken);
    if (next === this.#text) return false;
    this.#applied.push(...taken.map(summaryOf));
    this.#text = next;
    this.#diagnostics = this.#check(next);
    this.rounds++;
    return true;
  }

  result(): FixedText {
    const skipped = [...this.#refused.values()];
    for (const diagnostic of this.#overlapping) skipped.push({ ...summaryOf(diagnostic), reason: 'overlap' });
    const renamed = this.#diagnostics.find((diagnostic) => this.#isAllowed(diagnostic) && diagnostic.fix?.rename);
    if (renamed !== undefined) this.#applied.push(summaryOf(renamed));
    return {
      text: this.#text,
      applied: this.#applied,
      skipped,
      rounds: this.rounds,
      ...(renamed === undefined ? {} : { rename: renamed.fix!.rename! }),
    };
  }

  #isAllowed({ fix }: Diagnostic): boolean {
    return fix !== undefined && (this.#mode === 'all' || fix.safety === 'safe');
  }

  #isWanted(diagnostic: Diagnostic): boolean {
    return this.#isAllowed(diagnostic) && diagnostic.fix!.edits.length > 0 && !this.#refused.has(keyOf(diagnostic));
  }

  /** Those that together add no finding. */
  #withoutHarm(chosen: readonly Diagnostic[]): readonly Diagnostic[] {
    if (chosen.length === 0 || !this.#isHarmful(chosen)) return chosen;
    const harmless = chosen.filter((diagnostic) => !this.#isHarmful([diagnostic]));
    for (const diagnostic of chosen) if (!harmless.includes(diagnostic)) this.#refuse(diagnostic);
    // Each does no harm alone, but together they do: the others get their turn in the next round.
    return harmless.length > 1 && this.#isHarmful(harmless) ? harmless.slice(0, 1) : harmless;
  }

  #isHarmful(fixes: readonly Diagnostic[]): boolean {
    const next = applyFixes(this.#text, fixes);
    const before = countFindings(this.#diagnostics, this.#text);
    return addedFindings(before, countFindings(this.#check(next), next), fixes).length > 0;
  }

  #refuse(diagnostic: Diagnostic): void {
    this.#refused.set(keyOf(diagnostic), { ...summaryOf(diagnostic), reason: 'finding' });
  }
}

function applyFixes(text: string, diagnostics: readonly Diagnostic[]): string {
  const edits = diagnostics.flatMap(({ fix }) => fix!.edits);
  return applyEdits(
    text,
    edits.toSorted((a, b) => a.offset - b.offset || a.endOffset - b.endOffset),
  );
}

function keyOf({ rule, message, pointer, fix }: Diagnostic): string {
  return JSON.stringify([rule, pointer, message, fix?.title]);
}

function summaryOf({ rule, line, fix }: Diagnostic): AppliedFix {
  return { rule, title: fix!.title, line };
}
