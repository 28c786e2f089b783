export { jsonDocument, type LintDocument } from './json-report.ts';
export { byFile, countOf, type LintReport } from './lint-report.ts';
export { formatReport, REPORT_FORMATS, type FormatOptions, type ReportFormat } from './report-formats.ts';
