import type { Diagnostic } from '../diagnostic.ts';
import { isMasking, isMisspeltSuppression } from './finding-counts.ts';

export type SkipReason = 'overlap' | 'finding';

/**
 * Chooses fixes that can be taken together, in the order of the text.
 * Misspelt suppressions come first, alone: they say which findings are not to be fixed. Where something hides other findings,
 * only that is fixed, so that what appears then is not taken for the doing of another fix.
 */
export function selectFixes(candidates: readonly Diagnostic[]): { chosen: Diagnostic[]; overlapping: Diagnostic[] } {
  const chosen: Diagnostic[] = [];
  const overlapping: Diagnostic[] = [];
  const taken = new TakenRanges();
  const ordered = firstOf(candidates).toSorted((a, b) => startOf(a) - startOf(b));
  for (const diagnostic of ordered) (taken.take(diagnostic) ? chosen : overlapping).push(diagnostic);
  return { chosen, overlapping };
}

function firstOf(candidates: readonly Diagnostic[]): readonly Diagnostic[] {
  for (const isFirst of [isMisspeltSuppression, isMasking]) {
    const first = candidates.filter(({ rule }) => isFirst(rule));
    if (first.length > 0) return first;
  }
  return candidates;
}

interface Range {
  start: number;
  end: number;
}

/** Ranges in order of their ends; fixes come in order of their starts, so that only the last ones are looked at. */
class TakenRanges {
  readonly #ranges: Range[] = [];

  /** Edits that touch each other count as overlapping: two insertions at one place have no order. */
  take({ fix }: Diagnostic): boolean {
    const edits = fix!.edits.map(({ offset, endOffset }) => ({ start: offset, end: endOffset }));
    if (edits.some((edit) => this.#meets(edit))) return false;
    this.#ranges.push(...edits);
    this.#ranges.sort((a, b) => a.end - b.end);
    return true;
  }

  #meets({ start, end }: Range): boolean {
    for (let index = this.#ranges.length - 1; index >= 0; index--) {
      const range = this.#ranges[index]!;
      if (range.end < start) return false;
      if (range.start <= end) return true;
    }
    return false;
  }
}

function startOf({ fix }: Diagnostic): number {
  return fix!.edits[0]!.offset;
}
