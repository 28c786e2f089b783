import type { StepNode } from '../model/index.ts';
import type { SettingIssue } from './setting-issue.ts';

/** Compares the settings of a step, as they are written, with the facts of its type. */
export function settingIssues(_step: StepNode): readonly SettingIssue[] {
  return [];
}
