import type { Diagnostic } from '../diagnostic.ts';
import { flaggedText } from './flagged-text.ts';

/** How often each finding at warning or above occurs; where it stands does not matter, since fixes move things. */
export type FindingCounts = ReadonlyMap<string, { rule: string; count: number }>;

export function countFindings(diagnostics: readonly Diagnostic[], text: string): FindingCounts {
  const counts = new Map<string, { rule: string; count: number }>();
  const flagged = flaggedText(text);
  for (const diagnostic of diagnostics) {
    if (diagnostic.severity === 'info') continue;
    const { rule } = diagnostic;
    const key = `${rule}\n${flagged(diagnostic)}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { rule, count: 1 });
    else known.count++;
  }
  return counts;
}

/** Rules about mistakes that keep the checker from looking at what is around them. */
const MASKING: ReadonlySet<string> = new Set([
  'flow/unknown-key',
  'flow/type',
  'ref/steps-index',
  'ref/syntax',
  'ref/undefined',
  'step/unknown-option',
  'step/unknown-type',
  'type/option',
  'type/option-value',
]);

export function isMasking(rule: string): boolean {
  return rule.startsWith('json/') || MASKING.has(rule);
}

/** What a suppression of a misspelt rule is about is not known, so that other fixes could do what it is there to prevent. */
export function isMisspeltSuppression(rule: string): boolean {
  return rule === 'lint/suppression-reason';
}

/** The findings that fixes brought, not those that were only hidden before. */
export function addedFindings(before: FindingCounts, after: FindingCounts, fixes: readonly Diagnostic[]): string[] {
  const isUncovering = fixes.some(({ rule }) => isMasking(rule) || isMisspeltSuppression(rule));
  const added: string[] = [];
  for (const [key, { rule, count }] of after) {
    if (isUncovering && !isMasking(rule)) continue;
    if (count > (before.get(key)?.count ?? 0)) added.push(key);
  }
  return added;
}
