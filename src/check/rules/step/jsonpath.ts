import type { Rule } from '../../rule.ts';
import { hasReference } from '../../settings/has-reference.ts';

const WORDS: Readonly<Record<string, string>> = {
  '[': 'a bracket',
  ']': 'a bracket',
  '(': 'a parenthesis',
  ')': 'a parenthesis',
};
const CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')' };

export const stepJsonpath: Rule = {
  name: 'step/jsonpath',
  severity: 'error',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'A JSONPath has a bracket, a parenthesis or a quote without its other half.',
  explanation:
    'Such a path cannot be read, and the step fails each time. Names with other signs than letters, digits and `_` stand in brackets and quotes: `$["first name"]`. A path with a reference in it is not looked at.',
  bad: {
    text: '{ "type": "transform", "name": "first", "input": [1, 2], "jsonpath": "$[0" },\n{ "type": "log", "message": "{{first}}" }',
  },
  good: {
    text: '{ "type": "transform", "name": "first", "input": [1, 2], "jsonpath": "$[0]" },\n{ "type": "log", "message": "{{first}}" }',
  },
  appliesTo: ({ type }) => type === 'transform',
  step({ step, settingsPointer }, { report }) {
    const path = Object.hasOwn(step.config, 'jsonpath') ? step.config['jsonpath'] : undefined;
    // What begins otherwise is refused for that.
    if (typeof path !== 'string' || !path.startsWith('$') || path.includes('$$') || hasReference(path)) return;
    const at = unpairedAt(path);
    if (at === undefined) return;
    const sign = path[at]!;
    const what = sign === ']' || sign === ')' ? 'closes nothing' : 'is never closed';
    report({
      message: `this JSONPath cannot be read: ${WORDS[sign] ?? 'a quote'} ${what}`,
      place: { pointer: `${settingsPointer}/jsonpath`, range: { start: at, end: at + 1 } },
      label: what,
    });
  },
};

/** Where the first sign without its other half stands. */
function unpairedAt(path: string): number | undefined {
  const open: number[] = [];
  for (let index = 0; index < path.length; index++) {
    const sign = path[index]!;
    if (sign === '"' || sign === "'") {
      const end = endOfQuoted(path, index);
      if (end === undefined) return index;
      index = end;
    } else if (sign === '[' || sign === '(') open.push(index);
    else if (sign === ']' || sign === ')') {
      const start = open.pop();
      if (start === undefined) return index;
      if (CLOSING[path[start]!] !== sign) return start;
    }
  }
  return open.at(-1);
}

function endOfQuoted(path: string, start: number): number | undefined {
  for (let index = start + 1; index < path.length; index++) {
    if (path[index] === '\\') index++;
    else if (path[index] === path[start]) return index;
  }
  return undefined;
}
