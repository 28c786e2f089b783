import type { ReferenceNode } from '../../model/index.ts';
import type { BrokenReference } from './broken-reference.ts';

type Check = (value: string, end: number, reference: ReferenceNode) => BrokenReference | undefined;

/** What stands behind a reference and was meant to go on with it. `undefined` for text that only comes next. */
export function findBrokenPath(reference: ReferenceNode): BrokenReference | undefined {
  const { value } = reference.text;
  const { end, text, isInExpression } = reference.reference;
  if (isInExpression || !text.startsWith('$')) return undefined;
  return CHECKS[value[end] ?? '']?.(value, end, reference);
}

const CHECKS: Readonly<Record<string, Check>> = {
  '.': behindDot,
  '?': (value, end) =>
    /^\?\.[A-Za-z_]/.test(value.slice(end, end + 3))
      ? without(value, end, end + 1, '"?." is not known here; a field that need not be there is asked for with has()')
      : undefined,
  '-': (value, end, { reference }) =>
    reference.start === 0 && /^->[A-Za-z_]/.test(value.slice(end, end + 3))
      ? instead(value, end, end + 2, '.', 'a field is read with "."')
      : undefined,
  '[': behindBracket,
  '(': (value, end, { reference }) =>
    value[end + 1] === ')' && reference.path.length > 0
      ? { ...broken(end, end + 2, 'a reference cannot call anything'), notes: ['expressions can: {{ size(posts) }}'] }
      : undefined,
};

/** Whose values are objects, so that a dot behind them is not the end of a sentence. */
const OBJECT_KINDS: ReadonlySet<string> = new Set(['input', 'context', 'user', 'env', 'steps', 'result']);
const INDEX_WITH_DOT = /^\.(\d+)(?:\.[A-Za-z_]\w*|\.\d+|\[\d+\])*$/;

function behindDot(
  value: string,
  end: number,
  { reference, binding, target }: ReferenceNode,
): BrokenReference | undefined {
  const rest = value.slice(end + 1, end + 3);
  if (/^\.[A-Za-z_]/.test(rest)) return without(value, end, end + 1, 'expected a field name after "."', end + 2);
  if (/^\[["\d]/.test(rest)) return without(value, end, end + 1, 'an index stands right behind the name, without "."');
  if (reference.start !== 0) return undefined;
  if (rest === '' && reference.path.length === 0 && OBJECT_KINDS.has(binding?.kind ?? '')) {
    const isText = target?.step.type === 'transform' || target?.step.type === 'script';
    return isText ? undefined : without(value, end, end + 1, 'expected a field name after "."', undefined, 'unsafe');
  }
  const index = INDEX_WITH_DOT.exec(value.slice(end, end + 200))?.[1];
  if (index === undefined) return undefined;
  return instead(value, end, end + 1 + index.length, `[${index}]`, 'an index is written in brackets');
}

const BRACKETS: readonly {
  pattern: RegExp;
  fix?: (match: RegExpExecArray) => string;
  message: string;
  isWhole?: true;
}[] = [
  { pattern: /^\[\s*'([^'"\\]*)'\s*\]/, fix: ([, key]) => `["${key}"]`, message: 'a key stands in double quotes' },
  { pattern: /^\[\s+(\d+)\s*\]/, fix: ([, index]) => `[${index}]`, message: 'an index stands without spaces' },
  { pattern: /^\[(\d+)\s+\]/, fix: ([, index]) => `[${index}]`, message: 'an index stands without spaces' },
  { pattern: /^\[-\s*\d+\]/, message: 'an index counts from 0 at the beginning of the list' },
  {
    pattern: /^\[\*?\]/,
    message: 'one entry is read with its index; for all of them use a "transform" with "jsonpath"',
  },
  { pattern: /^\[(\d+)(?=\.[A-Za-z_])/, fix: ([, index]) => `[${index}]`, message: 'expected "]"' },
  { pattern: /^\[(\d+)$/, fix: ([, index]) => `[${index}]`, message: 'expected "]"' },
  { pattern: /^\[[^\]]*$/, message: 'expected an index and "]"', isWhole: true },
  {
    pattern: /^\[\$?[A-Za-z_]\w*\](?:$|\.[A-Za-z_])/,
    message: 'an index that is a value needs an expression: {{ list[index] }}',
    isWhole: true,
  },
];

function behindBracket(value: string, end: number, { reference }: ReferenceNode): BrokenReference | undefined {
  const rest = value.slice(end, end + 200);
  for (const { pattern, fix, message, isWhole } of BRACKETS) {
    const match = isWhole && reference.start !== 0 ? null : pattern.exec(rest);
    if (match === null) continue;
    // Of the list of all results another rule says that.
    if (reference.root === 'steps' && fix === undefined) return undefined;
    const to = end + match[0].length;
    return fix === undefined ? broken(end, to, message) : instead(value, end, to, fix(match), message);
  }
  return undefined;
}

function broken(start: number, end: number, label: string): BrokenReference {
  return { message: 'broken reference', label, start, end };
}

function instead(value: string, start: number, end: number, text: string, label: string): BrokenReference {
  const title = `"${shorten(value.slice(0, start) + text + value.slice(end))}"`;
  return { ...broken(start, end, label), fix: { title, safety: 'safe', start, end, text } };
}

function without(
  value: string,
  start: number,
  end: number,
  label: string,
  shownEnd = end,
  safety: 'safe' | 'unsafe' = 'safe',
): BrokenReference {
  const title = `"${shorten(value.slice(0, start) + value.slice(end))}"`;
  return { ...broken(start, shownEnd, label), fix: { title, safety, start, end, text: '' } };
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
