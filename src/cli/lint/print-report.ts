import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { RULES } from '../../check/index.ts';
import { UsageError } from '../../errors.ts';
import type { LintReport } from '../../report/lint-report.ts';
import { formatReport, type ReportFormat } from '../../report/report-formats.ts';
import { packageVersion } from '../package-version.ts';
import type { Session } from '../session.ts';
import type { LintSource } from './source.ts';

/** Lines of source are cut to this where no terminal says how wide it is. */
const DEFAULT_WIDTH = 140;

/** The report in a format, for standard output or for a file. */
export async function reportText(
  report: LintReport,
  format: ReportFormat,
  session: Session,
  isForFile: boolean,
): Promise<string> {
  const { streams, width } = session;
  return formatReport(format, report, {
    hasColor: !isForFile && session.hasColor(streams.stdout),
    width: Number.isFinite(width) && !isForFile ? width : DEFAULT_WIDTH,
    rules: RULES,
    version: packageVersion(),
  });
}

/** Throws `FILE_UNWRITABLE`. */
export function writeOutput(file: string, text: string, cwd: string): void {
  try {
    writeFileSync(resolve(cwd, file), text);
  } catch (cause) {
    throw new UsageError('FILE_UNWRITABLE', `${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}

/** Reads a document again when its lines are shown; what was found is all that is kept of it. */
export function textsOf(sources: readonly LintSource[], cwd: string): LintReport['textOf'] {
  const byFile = new Map(sources.map((source) => [source.file, source]));
  return (file) => {
    try {
      const source = byFile.get(file);
      return source?.readShown?.() ?? source?.read() ?? readFileSync(resolve(cwd, file), 'utf8');
    } catch {
      return undefined;
    }
  };
}
