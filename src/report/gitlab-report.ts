import type { Severity } from '../check/diagnostic.ts';
import { Fingerprints } from '../check/fingerprint.ts';
import type { LintReport } from './lint-report.ts';

const SEVERITY: Record<Severity, string> = { error: 'major', warning: 'minor', info: 'info' };

/** GitLab's code quality report: an array of issues, each with a fingerprint that stays when lines move. */
export function gitlabReport({ diagnostics, textOf }: LintReport): string {
  const fingerprints = new Fingerprints(textOf);
  const issues = diagnostics.map((diagnostic) => ({
    type: 'issue',
    check_name: diagnostic.rule,
    description: [diagnostic.message, ...diagnostic.notes].join('\n'),
    categories: [diagnostic.rule.startsWith('sec/') ? 'Security' : 'Bug Risk'],
    severity: SEVERITY[diagnostic.severity],
    fingerprint: fingerprints.of(diagnostic),
    location: {
      path: diagnostic.file.replaceAll('\\', '/').replace(/^\.\//, ''),
      lines: { begin: diagnostic.line, end: diagnostic.endLine },
    },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
}
