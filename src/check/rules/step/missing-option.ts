import type { SettingIssue } from '../../settings/setting-issue.ts';
import { settingName } from '../../settings/setting-name.ts';
import type { Rule } from '../../rule.ts';

export const stepMissingOption: Rule = {
  name: 'step/missing-option',
  severity: 'error',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'A step lacks a setting that it needs.',
  explanation:
    'Every step type has settings without which it cannot do anything; `genie-actions show TYPE` and the documentation of the step types list them. A flow whose step lacks one is refused before its first step. A misspelt name is reported once, by `step/unknown-option`.',
  bad: {
    text: `{ "type": "stagehand_start", "result_key": "b", "config": {} },
{ "type": "stagehand_act", "config": { "sessionId": "$b.sessionId" } },
{ "type": "stagehand_close", "config": { "sessionId": "$b.sessionId" } }`,
  },
  good: {
    text: `{ "type": "stagehand_start", "result_key": "b", "config": {} },
{ "type": "stagehand_act", "config": { "sessionId": "$b.sessionId", "action": "click the Stats tab" } },
{ "type": "stagehand_close", "config": { "sessionId": "$b.sessionId" } }`,
  },
  setting(issue, { step }, { model, report }) {
    // What cannot be found in broken JSON may stand in the part that could not be read.
    if (issue.kind !== 'missing' || model.hasSyntaxErrors) return;
    if (issue.path.length === 0) {
      const message = `${step.type} ${issue.message ?? 'lacks a setting'}`;
      report({ message, place: { pointer: `${step.pointer}/type` }, label: 'lacks a setting' });
      return;
    }
    const name = String(issue.path.at(-1));
    const isNested = issue.path.length > 1;
    const description = issue.schema?.['description'];
    report({
      message: isNested
        ? `${step.type} needs "${name}" in "${settingName(issue.path.slice(0, -1))}"${words(issue)}`
        : `${step.type} needs the option "${name}"${words(issue)}`,
      place: isNested
        ? { pointer: issue.pointer.slice(0, issue.pointer.lastIndexOf('/')), at: 'open' }
        : { pointer: `${step.pointer}/type` },
      label: `needs "${name}"`,
      notes: typeof description === 'string' ? [`"${name}": ${description}`] : [],
    });
  },
};

function words({ message, expected }: SettingIssue): string {
  if (message !== undefined) return `: it ${message}`;
  return expected === 'any value' ? '' : ` (${expected})`;
}
