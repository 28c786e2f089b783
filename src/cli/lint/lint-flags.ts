import { UsageError } from '../../errors.ts';
import { REPORT_FORMATS, type ReportFormat } from '../../report/report-formats.ts';
import { chooseName } from '../choose-name.ts';
import type { CommonFlags } from '../session.ts';

/** What commander hands over. */
export interface LintFlags {
  stdinFilePath?: string;
  format?: string;
  output?: string;
  rule?: string[];
  rules?: boolean;
  preset?: string;
  failOn?: string;
  maxWarnings?: string;
  schema?: string;
  prompt?: string;
  fragment?: boolean;
  execute?: boolean;
  baseline?: string;
  updateBaseline?: boolean;
  fix?: true | string;
  fixDryRun?: boolean;
  watch?: boolean;
  staged?: boolean;
  changed?: boolean;
  remote?: boolean;
}

/** What was asked for, checked. */
export interface LintRequest {
  paths: string[];
  stdinFilePath: string | undefined;
  format: ReportFormat;
  fix: 'safe' | 'all' | undefined;
  isDryRun: boolean;
  failOn: 'error' | 'warning' | 'info';
  maxWarnings: number;
  flags: LintFlags;
}

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** Reads the flags of `lint`. Throws a `UsageError` for a value that means nothing, or flags that contradict each other. */
export function readLintFlags(given: readonly string[], flags: LintFlags, { json }: CommonFlags): LintRequest {
  const paths = [...given];
  let fix: LintRequest['fix'] = flags.fixDryRun ? 'safe' : undefined;
  if (flags.fix !== undefined) {
    fix = flags.fix === 'all' ? 'all' : 'safe';
    // "--fix flows/a.json" means the file, not a kind of fix.
    if (typeof flags.fix === 'string' && flags.fix !== 'all' && flags.fix !== 'safe') paths.unshift(flags.fix);
  }
  if (flags.format !== undefined && json && flags.format !== 'json') {
    throw conflict(`--json and --format ${flags.format} both say what is printed`);
  }
  const format = json
    ? 'json'
    : flags.format === undefined
      ? 'pretty'
      : chooseName('--format', flags.format, REPORT_FORMATS);
  const request: LintRequest = {
    paths,
    stdinFilePath: flags.stdinFilePath,
    format,
    fix,
    isDryRun: flags.fixDryRun === true,
    failOn: flags.failOn === undefined ? 'error' : chooseName('--fail-on', flags.failOn, SEVERITIES),
    maxWarnings:
      flags.maxWarnings === undefined ? Number.POSITIVE_INFINITY : readCount('--max-warnings', flags.maxWarnings),
    flags,
  };
  refuseConflicts(request, paths);
  return request;
}

function refuseConflicts({ flags, fix, isDryRun, format }: LintRequest, paths: readonly string[]): void {
  const inputs = [
    ...(flags.remote ? ['--remote'] : []),
    ...(flags.staged ? ['--staged'] : []),
    ...(flags.changed ? ['--changed'] : []),
  ];
  if (inputs.length > 1) throw conflict(`${inputs.join(' and ')} both say what is checked`);
  if (flags.remote && paths.length > 0) throw conflict('--remote checks the flows of Directus and takes no paths');
  if (flags.remote && fix !== undefined) throw conflict('--fix changes files, and --remote checks none');
  if (flags.stdinFilePath !== undefined && !paths.includes('-')) {
    throw conflict('--stdin-file-path names standard input, which is "-" among the paths');
  }
  if (fix !== undefined && !isDryRun && paths.includes('-')) {
    throw conflict('--fix writes files; for standard input there is --fix-dry-run');
  }
  if (isDryRun && format !== 'pretty' && format !== 'json') {
    throw conflict(`--fix-dry-run prints a diff, not --format ${format}`);
  }
  if (flags.watch && (flags.remote || paths.includes('-') || fix !== undefined)) {
    throw conflict('--watch looks at files, and changes none');
  }
  if (flags.execute && (flags.watch || flags.remote)) {
    throw conflict('--execute runs modules once; --watch and --remote look at documents');
  }
  if (flags.watch && (flags.output !== undefined || !WATCH_FORMATS.has(format))) {
    throw conflict(`--watch prints as it goes: pretty, agent, stylish or jsonl`);
  }
}

const WATCH_FORMATS: ReadonlySet<ReportFormat> = new Set(['pretty', 'agent', 'stylish', 'jsonl']);

function readCount(option: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new UsageError('OPTION_INVALID', `${option} ${value}: must be a whole number`);
  return Number(value);
}

function conflict(message: string): UsageError {
  return new UsageError('OPTIONS_CONFLICT', message);
}
