import type { Rule } from '../check/rule.ts';
import type { LintReport } from './lint-report.ts';

export const REPORT_FORMATS = [
  'pretty',
  'agent',
  'json',
  'jsonl',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'stylish',
] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface FormatOptions {
  hasColor: boolean;
  /** Columns that lines of source are cut to. */
  width: number;
  /** All rules that there are, and the version of this package: a SARIF report names them. */
  rules: readonly Rule[];
  version: string;
}

/** Formats that are nothing but their findings. */
const LINES: ReadonlySet<ReportFormat> = new Set(['pretty', 'agent', 'jsonl', 'github', 'stylish']);

/** The report as text, with its line break at the end; only what the format needs is loaded. */
export async function formatReport(format: ReportFormat, report: LintReport, options: FormatOptions): Promise<string> {
  if (LINES.has(format) && report.diagnostics.length === 0 && report.unreadable.length === 0) return '';
  switch (format) {
    case 'pretty': {
      const [{ prettyReport }, style] = await Promise.all([import('./pretty/pretty-report.ts'), styleFor(options)]);
      return prettyReport(report, { style, width: options.width });
    }
    case 'stylish': {
      const [{ stylishReport }, style] = await Promise.all([import('./stylish-report.ts'), styleFor(options)]);
      return stylishReport(report, style);
    }
    case 'agent':
      return (await import('./agent-report.ts')).agentReport(report);
    case 'json':
      return (await import('./json-report.ts')).jsonReport(report);
    case 'jsonl':
      return (await import('./json-report.ts')).jsonLinesReport(report);
    case 'github':
      return (await import('./github-report.ts')).githubReport(report);
    case 'gitlab':
      return (await import('./gitlab-report.ts')).gitlabReport(report);
    case 'junit':
      return (await import('./junit-report.ts')).junitReport(report);
    case 'sarif':
      return (await import('./sarif/sarif-report.ts')).sarifReport(report, options);
  }
}

async function styleFor({ hasColor }: FormatOptions) {
  const { COLORED_STYLE, PLAIN_STYLE } = await import('./pretty/style.ts');
  return hasColor ? COLORED_STYLE : PLAIN_STYLE;
}
