import type { SettingProblem, StepFacts } from '../../facts/index.ts';
import { joinPointer } from '../../flow/index.ts';
import type { JsonObject } from '../../json.ts';
import type { StepNode } from '../model/index.ts';
import { settingsShape } from './compile-shape.ts';
import { findIssues, type IssueDraft } from './find-issues.ts';
import { fits } from './fits.ts';
import { pairMisspelt } from './pair-misspelt.ts';
import { schemaAt } from './schema-at.ts';
import type { SettingIssue } from './setting-issue.ts';

const NOTHING: readonly never[] = [];

/**
 * Compares the settings of a step, as they are written, with the facts of its type. A value with a reference in it is
 * taken to fit. A misspelt name of a setting that has to be there is one issue, not two.
 */
export function settingIssues({ step, facts, settingsPointer }: StepNode): readonly SettingIssue[] {
  if (facts === undefined) return NOTHING;
  const shape = settingsShape(facts);
  const doesFit = fits(shape, step.config);
  const problems = facts.problemsOf(step.config);
  if (doesFit && problems.length === 0) return NOTHING;
  const drafts = doesFit ? [] : findIssues(shape, step.config);
  addProblems(drafts, problems, facts, step.config);
  return pairMisspelt(drafts).map((draft) => placed(draft, settingsPointer));
}

function placed({ otherPath, ...draft }: IssueDraft, settingsPointer: string): SettingIssue {
  const pointer = draft.path.reduce(joinPointer, settingsPointer);
  if (otherPath === undefined) return { ...draft, pointer };
  return { ...draft, pointer, otherPointer: otherPath.reduce(joinPointer, settingsPointer) };
}

/** One mistake is one issue: what the schema has found about a setting, or in it, is not said again. */
function addProblems(
  drafts: IssueDraft[],
  problems: readonly SettingProblem[],
  facts: StepFacts,
  config: JsonObject,
): void {
  const found = new Set(drafts.map(({ path }) => JSON.stringify(path)));
  for (const { kind, path, message, otherPath } of problems) {
    if (path.some((_, index) => found.has(JSON.stringify(path.slice(0, index + 1))))) continue;
    drafts.push({
      kind,
      path,
      message,
      ...schemaAt(settingsShape(facts), config, path),
      ...(otherPath === undefined ? {} : { otherPath }),
    });
  }
}
