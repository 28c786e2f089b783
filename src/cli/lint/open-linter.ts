import { resolve } from 'node:path';
import type { Preset } from '../../check/index.ts';
import type { ProjectFacts } from '../../check/project-facts.ts';
import type { ProjectSettings } from '../../config/types.ts';
import { builtInFacts } from '../../facts/built-in-facts.ts';
import type { StepDirectory } from '../../facts/step-facts.ts';
import { chooseName } from '../choose-name.ts';
import type { LinterOptions } from './create-linter.ts';
import type { LintFlags } from './lint-flags.ts';
import { readRuleFlags } from './rule-flags.ts';

const PRESETS: readonly Preset[] = ['recommended', 'strict', 'audit'];

/** What the flags and the settings say about how documents are checked, but for what the project knows. */
export function linterChoices(
  settings: ProjectSettings,
  flags: LintFlags,
): Omit<LinterOptions, 'catalogue' | 'project'> {
  return {
    settings,
    preset:
      flags.preset === undefined
        ? (settings.lint.preset ?? 'recommended')
        : chooseName('--preset', flags.preset, PRESETS),
    rules: readRuleFlags(flags.rule ?? []),
    isFragment: flags.fragment === true,
  };
}

/** The step types as the linter knows them; the built-in ones need no schema to be loaded. */
export async function stepDirectory(settings: ProjectSettings): Promise<StepDirectory> {
  if (settings.steps.length === 0 && settings.actions.length === 0) return builtInFacts();
  const [{ openCatalogue }, { directoryOf }] = await Promise.all([
    import('../open-project.ts'),
    import('../../facts/directory-of.ts'),
  ]);
  return directoryOf(await openCatalogue(settings));
}

/** What the project's settings and its snapshot of Directus say. */
export async function projectFacts(settings: ProjectSettings, flags: LintFlags, cwd: string): Promise<ProjectFacts> {
  const { lint, http } = settings;
  const file = flags.schema === undefined ? lint.snapshot : resolve(cwd, flags.schema);
  const snapshot = file === undefined ? undefined : (await import('./load-snapshot.ts')).loadSnapshot(file, cwd);
  const { queues, secretCollections, taxonomyCollections, privateCollections, identityFields } = lint;
  const { directusFlows, context } = lint;
  return {
    ...(snapshot === undefined ? {} : { snapshot }),
    ...(http.allowHosts.length === 0 ? {} : { allowHosts: http.allowHosts }),
    ...(queues === undefined ? {} : { queues }),
    ...(secretCollections === undefined ? {} : { secretCollections }),
    ...(taxonomyCollections === undefined ? {} : { taxonomyCollections }),
    ...(privateCollections === undefined ? {} : { privateCollections }),
    ...(identityFields === undefined ? {} : { identityFields }),
    ...(directusFlows === undefined ? {} : { directusFlows }),
    ...(context === undefined ? {} : { context }),
  };
}
