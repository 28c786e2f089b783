import { nearestName } from '../../../nearest-name.ts';
import type { Fix } from '../../finding.ts';
import type { StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import type { SettingIssue } from '../../settings/setting-issue.ts';
import { settingName } from '../../settings/setting-name.ts';

/** What stands beside the settings of every step. */
const STEP_KEYS = ['result_key', 'name', 'description', 'when', 'timeout_ms', 'retry', 'on_error'] as const;

/** The longest list of options that helps. */
const MOST_OPTIONS = 20;

export const stepUnknownOption: Rule = {
  name: 'step/unknown-option',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A step has a setting that its type does not know.',
  explanation:
    'Settings are never ignored: a flow with one that its step type does not know is refused before its first step. Mostly it is a misspelt name, the name that another step type has for the same thing, or a key such as `when` that belongs beside `config`.',
  bad: { text: '{ "type": "directus_read", "config": { "colection": "media_jobs", "limit": 1 } }' },
  good: { text: '{ "type": "directus_read", "config": { "collection": "media_jobs", "limit": 1 } }' },
  setting(issue, node, { report }) {
    if (issue.kind !== 'unknown') return;
    const { step } = node;
    const name = String(issue.path.at(-1));
    const around = settingName(issue.path.slice(0, -1));
    const isKnown = `${around === '' ? step.type : `"${around}" of ${step.type}`} has no option "${settingName([name])}"`;
    const place = { pointer: issue.pointer, at: 'key' as const };
    if (isStepKey(issue, node)) {
      report({
        message: `"${name}" is a key of the step: it stands beside "config", not in it`,
        place,
        label: 'belongs beside "config"',
        fix: moveOut(issue, node, name),
      });
      return;
    }
    const nearest = issue.meant ?? nearestName(name, namesFor(issue, node));
    report({
      message: nearest === undefined ? isKnown : `${isKnown}; did you mean "${nearest}"?`,
      place,
      label: 'no such option',
      notes: nearest === undefined ? optionNotes(issue, around === '' ? step.type : `"${around}"`) : [],
      fix: nearest === undefined ? undefined : rename(issue, node, name, nearest),
    });
  },
};

/** In the flat spelling a misspelt key of the step is a setting that nobody knows. */
function namesFor({ path, candidates }: SettingIssue, { step }: StepNode): readonly string[] {
  return step.dialect === 2 && path.length === 1 ? [...candidates, ...STEP_KEYS] : candidates;
}

function isStepKey({ path, meant }: SettingIssue, { step }: StepNode): boolean {
  const isTopLevel = path.length === 1 && step.dialect === 1 && meant === undefined;
  return isTopLevel && (STEP_KEYS as readonly unknown[]).includes(path[0]);
}

function moveOut({ pointer, value }: SettingIssue, { step }: StepNode, key: string): Fix | undefined {
  if (value === undefined || Object.hasOwn(step.raw, key)) return undefined;
  return {
    title: `move "${key}" out of "config"`,
    safety: 'unsafe',
    changes: [
      { kind: 'remove', pointer },
      { kind: 'add-property', pointer: step.pointer, key, value },
    ],
  };
}

/** A setting that is there already is not given twice. */
function rename({ pointer, path }: SettingIssue, { step }: StepNode, name: string, key: string): Fix | undefined {
  const isFlatKey = path.length === 1 && step.dialect === 2 && Object.hasOwn(step.raw, key);
  if (isFlatKey || hasSibling(step.config, path, key)) return undefined;
  const safety = nearestName(name, [key]) === undefined ? 'unsafe' : 'safe';
  return { title: `rename to "${key}"`, safety, changes: [{ kind: 'rename-key', pointer, key }] };
}

function hasSibling(config: unknown, path: SettingIssue['path'], key: string): boolean {
  let value = config;
  for (const part of path.slice(0, -1)) value = (value as Record<string | number, unknown>)[part];
  return Object.hasOwn(value as object, key);
}

function optionNotes({ candidates }: SettingIssue, owner: string): string[] {
  if (candidates.length === 0) return [`${owner} has no options`];
  const more = candidates.length > MOST_OPTIONS ? ', …' : '';
  return [`${owner} has: ${candidates.slice(0, MOST_OPTIONS).join(', ')}${more}`];
}
