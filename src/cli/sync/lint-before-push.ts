import { resolve } from 'node:path';
import type { ProjectSettings } from '../../config/types.ts';
import type { LintReport } from '../../report/lint-report.ts';
import type { FlowPlan } from '../../sync/types.ts';
import { createLinter } from '../lint/create-linter.ts';
import { LintRun } from '../lint/lint-run.ts';
import { linterChoices, projectFacts, stepDirectory } from '../lint/open-linter.ts';
import { openProjectCheck } from '../lint/project-check.ts';
import { useBaseline } from '../lint/use-baseline.ts';
import { shortPath } from '../short-path.ts';

/** The errors of `lint` in what is going to Directus, without those that the project's baseline lists. */
export async function lintBeforePush(
  plans: readonly FlowPlan[],
  settings: ProjectSettings,
  cwd: string,
): Promise<LintReport> {
  const [catalogue, project] = await Promise.all([stepDirectory(settings), projectFacts(settings, {}, cwd)]);
  const lint = createLinter({ ...linterChoices(settings, {}), catalogue, project });
  const together = openProjectCheck({ settings, flags: {}, lint, cwd });
  const run = new LintRun({
    lint,
    fix: undefined,
    isDryRun: false,
    onChecked: (file, checked) => together.add(file, checked),
  });
  const texts = new Map<string, string>();
  for (const { path, text } of plans.flatMap(sentFile)) {
    const file = shortPath(cwd, path);
    texts.set(file, text);
    run.add({ file, path, isExplicit: true, read: () => text });
  }
  const { baseline } = settings.lint;
  const report: LintReport = {
    files: run.files,
    diagnostics: [...run.diagnostics, ...together.finish(run.files)],
    unreadable: [],
    textOf: (file) => texts.get(file),
  };
  const used = baseline === undefined ? report : useBaseline(report, resolve(cwd, baseline), false).report;
  return { ...report, ...used, diagnostics: (used.diagnostics ?? report.diagnostics).filter(isError) };
}

/** The text that becomes the row. */
function sentFile({ action, sides: { local } }: FlowPlan): Array<{ path: string; text: string }> {
  if (action.kind === 'merge-both') return [{ path: action.path, text: action.text }];
  if (action.kind !== 'create-row' && action.kind !== 'update-row') return [];
  return local === undefined ? [] : [local];
}

function isError({ severity }: LintReport['diagnostics'][number]): boolean {
  return severity === 'error';
}
