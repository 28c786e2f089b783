export type { LintReport } from './lint-report.ts';
export { formatReport, REPORT_FORMATS, type FormatOptions, type ReportFormat } from './report-formats.ts';
