import { resolve } from 'node:path';
import type { Diagnostic } from '../../check/index.ts';
import type { ProjectSettings } from '../../config/types.ts';
import { UsageError } from '../../errors.ts';
import type { LintReport } from '../../report/lint-report.ts';
import { checkSources } from '../lint/check-sources.ts';
import { chooseSources, type ChosenSources } from '../lint/choose-sources.ts';
import { createLinter, type Linter } from '../lint/create-linter.ts';
import { readLintFlags, type LintFlags, type LintRequest } from '../lint/lint-flags.ts';
import { lintStatus, lintSummary } from '../lint/lint-outcome.ts';
import { LintRun } from '../lint/lint-run.ts';
import { linterChoices, projectFacts, stepDirectory } from '../lint/open-linter.ts';
import { openProjectCheck } from '../lint/project-check.ts';
import { reportText, textsOf, writeOutput } from '../lint/print-report.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';

/** `lint [PATH…]`. */
export async function lint(session: Session, paths: readonly string[], flags: LintFlags): Promise<Outcome> {
  const request = readLintFlags(paths, flags, session.flags);
  const settings = await session.loadSettings();
  const choices = linterChoices(settings, flags);
  if (flags.rules) return (await import('../lint/list-rules.ts')).listRules(session, choices, request.format);
  const cwd = session.streams.cwd();
  const [catalogue, project] = await Promise.all([stepDirectory(settings), projectFacts(settings, flags, cwd)]);
  const chosen = await chooseSources(session, settings, request);
  const lintOne = await linterOf(createLinter({ ...choices, catalogue, project }), chosen);
  if (flags.watch)
    return (await import('../lint/watch.ts')).watch({ session, settings, request, lint: lintOne, chosen });
  const together = flags.fragment ? undefined : openProjectCheck({ settings, flags, lint: lintOne, cwd });
  const run = new LintRun({
    lint: lintOne,
    fix: request.fix,
    isDryRun: request.isDryRun,
    onChecked: (file, checked) => together?.add(file, checked),
  });
  run.unreadable.push(...chosen.missing.map((file) => ({ file, message: 'is not there' })));
  checkSources(run, chosen.sources, session);
  run.diagnostics.push(...(await inModules(together?.finish(run.files) ?? [], chosen, cwd)));
  if (run.files.length === 0 && run.unreadable.length === 0 && !chosen.mayBeEmpty) throw noFiles(request, settings);
  return await lintOutcome(session, settings, request, run, chosen);
}

/** Findings in flows of modules stand where the module was written. */
async function linterOf(lintOne: Linter, { modules }: ChosenSources): Promise<Linter> {
  if (modules === undefined) return lintOne;
  return (await import('../lint/execute-modules.ts')).lintModules(lintOne, modules);
}

async function inModules(
  diagnostics: Diagnostic[],
  { modules }: ChosenSources,
  cwd: string,
): Promise<readonly Diagnostic[]> {
  if (modules === undefined) return diagnostics;
  return (await import('../lint/execute-modules.ts')).relocateInModules(diagnostics, modules, cwd);
}

async function lintOutcome(
  session: Session,
  settings: ProjectSettings,
  request: LintRequest,
  run: LintRun,
  { sources }: ChosenSources,
): Promise<Outcome> {
  const { flags, format } = request;
  const cwd = session.streams.cwd();
  const report: LintReport = {
    files: run.files,
    diagnostics: run.diagnostics,
    suppressed: run.suppressed,
    ...(request.fix === undefined || request.isDryRun ? {} : { fixed: run.fixed }),
    unreadable: run.unreadable,
    textOf: textsOf(sources, cwd),
  };
  const remarks = [...run.unreadable.map(({ file, message }) => `✗ ${file} ${message}`), ...run.remarks];
  const baseline = flags.baseline === undefined ? settings.lint.baseline : resolve(cwd, flags.baseline);
  if (baseline !== undefined || flags.updateBaseline) {
    const { useBaseline } = await import('../lint/use-baseline.ts');
    const used = useBaseline(report, baseline, flags.updateBaseline === true);
    Object.assign(report, used.report);
    remarks.push(...used.remarks);
  }
  const isForFile = flags.output !== undefined;
  const text = request.isDryRun ? run.diffs.join('') : await reportText(report, format, session, isForFile);
  if (flags.output !== undefined) writeOutput(flags.output, text, cwd);
  return {
    status: lintStatus(report, request),
    json: session.flags.json ? await jsonObject(report, request.isDryRun ? run.diffs : undefined) : undefined,
    text: isForFile ? '' : text,
    ...(session.flags.quiet && remarks.length === 0 ? {} : { notes: [...remarks, lintSummary(report)].join('\n') }),
  };
}

async function jsonObject(report: LintReport, diffs: readonly string[] | undefined): Promise<object> {
  const { jsonDocument } = await import('../../report/json-report.ts');
  return { ...jsonDocument(report), ...(diffs === undefined ? {} : { diff: diffs.join('') }) };
}

function noFiles({ paths }: LintRequest, { flows }: ProjectSettings): UsageError {
  const where = paths.length === 0 ? flows.directory : paths.join(', ');
  return new UsageError('NO_FILES', `There is no flow in ${where}`, {
    detail: 'Name files, folders or globs. In a folder, a .json file with neither "steps" nor "slug" is not a flow.',
  });
}
