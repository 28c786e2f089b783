import { convert } from '../../settings/convert.ts';
import { describeValue } from '../../settings/describe-value.ts';
import { settingName } from '../../settings/setting-name.ts';
import type { Fix } from '../../finding.ts';
import type { StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import type { SettingIssue } from '../../settings/setting-issue.ts';
import type { Json } from '../../../json.ts';

export const typeOption: Rule = {
  name: 'type/option',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'The value of a setting is of a type that the setting does not take.',
  explanation:
    'Settings are not converted: a number in quotes is a text. A value that is one whole reference (`"$input.limit"`) keeps the type of what it refers to and is not looked at by this rule. Where the written value says the same as one of the right type (`"10"` and 10), the fix writes that one.',
  bad: { text: '{ "type": "directus_read", "config": { "collection": "media_jobs", "limit": "10" } }' },
  good: { text: '{ "type": "directus_read", "config": { "collection": "media_jobs", "limit": 10 } }' },
  setting(issue, node, { report }) {
    if (issue.kind !== 'type') return;
    report({
      message: `"${settingName(issue.path)}" takes ${takenWords(issue, node)}, but got ${describeValue(issue.value)}`,
      place: { pointer: issue.pointer, ...(isContainer(issue.value) ? { at: 'open' as const } : {}) },
      label: `takes ${issue.expected}`,
      fix: issue.value === null ? removal(issue, node) : conversionOf(issue),
    });
  },
};

function takenWords({ path, expected }: SettingIssue, { facts }: StepNode): string {
  const isRaw = facts !== undefined && Object.hasOwn(facts.rawSettings, String(path[0]));
  if (isRaw || expected.includes(', ')) return expected;
  return expected.includes(' or ') ? `${expected.replace(' or ', ', ')} or a reference` : `${expected} or a reference`;
}

/** No value is not the value null. */
function removal({ path, pointer }: SettingIssue, { facts }: StepNode): Fix | undefined {
  const required = facts?.settings['required'];
  if (path.length > 1 || (Array.isArray(required) && required.includes(path[0]!))) return undefined;
  return { title: `leave "${settingName(path)}" out`, safety: 'unsafe', changes: [{ kind: 'remove', pointer }] };
}

function conversionOf({ value, schema, pointer }: SettingIssue): Fix | undefined {
  const converted = schema && convert(value, schema);
  if (converted === undefined) return undefined;
  return { title: titleOf(converted), safety: 'safe', changes: [{ kind: 'replace', pointer, value: converted }] };
}

function titleOf(value: Json): string {
  const text = JSON.stringify(value);
  if (text.length <= 60) return text;
  return Array.isArray(value) ? 'write it as a list' : 'write it as an object';
}

function isContainer(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null;
}
