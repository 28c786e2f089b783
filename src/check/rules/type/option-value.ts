import { nearestName } from '../../../nearest-name.ts';
import { shortText } from '../../settings/describe-value.ts';
import { settingName } from '../../settings/setting-name.ts';
import type { StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import type { SettingIssue } from '../../settings/setting-issue.ts';

/** More words than this do not fit into a sentence. */
const MOST_WORDS = 10;

export const typeOptionValue: Rule = {
  name: 'type/option-value',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'The value of a setting is of the right type, but not one that is allowed.',
  explanation:
    'Some settings take one of a few words, a number within bounds, or a text of a certain form. A value outside of that fails the step before it does anything. Words are compared as they are written: `post` is not `POST`.',
  bad: {
    text: '{ "type": "http_request", "config": { "url": "https://api.example.com/", "method": "PSOT" } }',
  },
  good: {
    text: '{ "type": "http_request", "config": { "url": "https://api.example.com/", "method": "POST" } }',
  },
  setting(issue, node, { report }) {
    if (issue.kind !== 'value' || isTooLongDelay(issue, node)) return;
    const { value, pointer, isAboutKey, candidates } = issue;
    const near = typeof value === 'string' && !isAboutKey ? nearestName(value, candidates) : undefined;
    const nearest = near ?? (typeof value === 'string' && !isAboutKey ? longerOrShorter(value, candidates) : undefined);
    report({
      message: `${sentence(issue)}${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
      place: { pointer, ...(isAboutKey ? { at: 'key' } : typeof value === 'object' && value ? { at: 'open' } : {}) },
      label: label(issue),
      notes: candidates.length > MOST_WORDS ? [`one of ${candidates.join(', ')}`] : [],
      fix:
        nearest === undefined
          ? undefined
          : {
              title: `"${nearest}"`,
              safety: near === undefined ? 'unsafe' : 'safe',
              changes: [{ kind: 'replace', pointer, value: nearest }],
            },
    });
  },
};

/** The limit of a step is behind it, and `time/step-limit` says so. */
function isTooLongDelay({ path, value }: SettingIssue, { step }: StepNode): boolean {
  return step.type === 'delay' && path[0] === 'ms' && typeof value === 'number' && value > 120_000;
}

/** `warning` for `warn`. */
function longerOrShorter(value: string, words: readonly string[]): string | undefined {
  const text = value.toLowerCase();
  return words.find(
    (word) => Math.min(word.length, text.length) >= 3 && (text.startsWith(word) || word.startsWith(text)),
  );
}

function sentence(issue: SettingIssue): string {
  const { path, value, expected, message, candidates } = issue;
  if (issue.isAboutKey) return keySentence(issue);
  const name = settingName(path);
  if (candidates.length > MOST_WORDS && typeof value === 'string') return `"${name}" cannot be ${shortText(value)}`;
  const got = typeof value === 'number' ? String(value) : typeof value === 'string' && value ? shortText(value) : '';
  if (message !== undefined) return `"${name}" ${message}${got === '' ? '' : ` (got ${got})`}`;
  return `"${name}" must be ${expected}${got === '' ? '' : `, but is ${got}`}`;
}

function keySentence({ path, expected, message = `must be ${expected}` }: SettingIssue): string {
  const around = settingName(path.slice(0, -1));
  return `the name ${shortText(String(path.at(-1)))} in "${around}" ${message}`;
}

function label({ value, isAboutKey }: SettingIssue): string {
  if (isAboutKey) return 'cannot be a name here';
  if (typeof value === 'object' && value !== null) return '';
  return value === '' ? 'empty' : 'not allowed';
}
