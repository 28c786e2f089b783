import type { Diagnostic } from './diagnostic.ts';

/** Rules about what the document means. A flow with such an error would fail, or do something else than it says. */
const GROUPS: ReadonlySet<string> = new Set(['json', 'flow', 'step', 'ref', 'type']);

/** Whether a flow with this finding is refused before its first step; the others are only told. */
export function stopsRun({ severity, rule }: Diagnostic): boolean {
  return severity === 'error' && GROUPS.has(groupOf(rule));
}

/** `sec` of `sec/ssrf`. */
export function groupOf(rule: string): string {
  return rule.slice(0, rule.indexOf('/'));
}
