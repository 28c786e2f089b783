import { joinPointer } from '../../../flow/index.ts';
import type { Json } from '../../../json.ts';
import type { Rule } from '../../rule.ts';
import { describeValue } from '../../settings/describe-value.ts';
import { hasReference } from '../../settings/has-reference.ts';
import { MODEL_OPTIONS, writtenOptions, type OptionKind } from './model-options.ts';

const WORDS: Readonly<Record<OptionKind, string>> = {
  number: 'a number',
  boolean: 'true or false',
  list: 'a list of strings',
};

export const ollamaOptionType: Rule = {
  name: 'ollama/option-type',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'An option of a model has a value of another type than Ollama takes.',
  explanation:
    'Ollama refuses a request with such an option. Numbers stand without quotes, and `stop` is a list, also where it has one entry. A value with a reference in it is not looked at.',
  bad: {
    text: '{ "type": "ollama_generate", "config": { "model": "dolphin3:8b", "prompt": "Write a caption", "options": { "temperature": "0.2" } } }',
  },
  good: {
    text: '{ "type": "ollama_generate", "config": { "model": "dolphin3:8b", "prompt": "Write a caption", "options": { "temperature": 0.2 } } }',
  },
  appliesTo: ({ type }) => type.startsWith('ollama'),
  step(node, { report }) {
    const options = writtenOptions(node);
    if (options === undefined) return;
    for (const name in options) {
      const kind = MODEL_OPTIONS.get(name);
      const value = options[name]!;
      if (kind === undefined || isRight(kind, value)) continue;
      const pointer = joinPointer(joinPointer(node.settingsPointer, 'options'), name);
      const instead = insteadOf(kind, value);
      report({
        message: `the option "${name}" takes ${WORDS[kind]}, but got ${describeValue(value)}`,
        place: { pointer, ...(typeof value === 'object' && value !== null ? { at: 'open' } : {}) },
        label: `should be ${WORDS[kind]}`,
        fix:
          instead === undefined
            ? undefined
            : {
                title: JSON.stringify(instead),
                safety: 'safe',
                changes: [{ kind: 'replace', pointer, value: instead }],
              },
      });
    }
  },
};

/** `null` is as good as nothing. */
function isRight(kind: OptionKind, value: Json): boolean {
  if (value === null || typeof value === (kind === 'list' ? 'object' : kind))
    return kind !== 'list' || value === null || isTextList(value);
  return typeof value === 'string' && hasReference(value);
}

function isTextList(value: Json): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

/** The same value in the form that is taken. */
function insteadOf(kind: OptionKind, value: Json): Json | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  if (kind === 'list') return [value];
  if (kind === 'boolean') return value === 'true' || value === 'false' ? value === 'true' : undefined;
  return /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/.test(value) ? Number(value) : undefined;
}
