import { z } from 'zod';
import { createCatalogue } from '../../../src/catalogue.ts';
import { checkFlow } from '../../../src/check/index.ts';
import type { SettingIssue } from '../../../src/check/settings/setting-issue.ts';
import { settingIssues } from '../../../src/check/settings/setting-issues.ts';
import { directoryOf } from '../../../src/facts/index.ts';
import { defineStep } from '../../../src/step.ts';
import { builtInSteps } from '../../../src/steps/index.ts';

const builtIn = directoryOf(createCatalogue(builtInSteps));

/** The issues of the only step of a flow. */
export function issuesOf(step: unknown, catalogue = builtIn): readonly SettingIssue[] {
  const text = JSON.stringify({ slug: 'a', name: 'A', steps: [step] });
  return checkFlow(text, { catalogue }).model.steps.flatMap((node) => settingIssues(node));
}

/** The same for a step type that a project brings, with settings of that schema. */
export function issuesOfOwn(config: z.ZodType, settings: unknown): readonly SettingIssue[] {
  const own = defineStep({
    type: 'own',
    summary: 'A step type of a project.',
    needs: [],
    effect: 'none',
    config,
    result: z.unknown(),
    example: {},
    run: () => null,
    stub: () => null,
  });
  return issuesOf({ type: 'own', config: settings }, directoryOf(createCatalogue([own])));
}

/** `kind path expected`, one line for each issue. */
export function linesOf(issues: readonly SettingIssue[]): string[] {
  return issues.map(({ kind, path, expected, meant, message }) =>
    [kind, path.join('.'), meant === undefined ? expected : `meant ${meant}`, message ?? ''].join(' ').trimEnd(),
  );
}
