import { compileExpression, ExpressionProblem, referencesOf } from '../../../expression/index.ts';
import type { IsName } from './broken-reference.ts';

export interface Repair {
  source: string;
  safety: 'safe' | 'unsafe';
}

const QUOTED = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/;
const MAX_REPAIRED = 500;

/** Slips that other languages allow, each with what it is here. */
const SLIPS: readonly (readonly [RegExp, string])[] = [
  [/\.\.+(?=[A-Za-z_])/g, '.'],
  [/\.(?=\[)/g, ''],
  [/\.(?=\s*$)/g, ''],
  [/===/g, '=='],
  [/!==/g, '!='],
  [/(?<![=!<>])=(?!=)/g, '=='],
  [/<>/g, '!='],
  [/\s+and\s+/gi, ' && '],
  [/\s+or\s+/gi, ' || '],
  [/(^|[\s(])not\s+/gi, '$1!'],
  [/(?<!&)&(?!&)/g, '&&'],
  [/(?<!\|)\|(?!\|)/g, '||'],
  [/\?\.(?=[A-Za-z_])/g, '.'],
];

/** What an expression that cannot be read was most likely meant to be: one that can, over names that there are. */
export function repairExpression(source: string, isName: IsName): Repair | undefined {
  if (source.length > MAX_REPAIRED) return undefined;
  const stripped = source
    .trim()
    .replace(/^\{+\s*/, '')
    .replace(/\s*\}+$/, '');
  const candidates = [
    ...SLIPS.map((slip) => apply([slip], source)),
    apply(SLIPS, source),
    ...(stripped === source.trim() ? [] : [stripped]),
  ];
  const repaired = candidates.find((candidate) => candidate !== source && isReadable(candidate, isName));
  if (repaired !== undefined) return { source: repaired, safety: 'safe' };
  const closed = [')', ']', "'", '"', '))']
    .map((end) => source.trimEnd() + end)
    .find((text) => isReadable(text, isName));
  return closed === undefined ? undefined : { source: closed, safety: 'unsafe' };
}

function apply(slips: typeof SLIPS, source: string): string {
  return source
    .split(QUOTED)
    .map((part, index) =>
      index % 2 === 1 ? part : slips.reduce((text, [pattern, right]) => text.replaceAll(pattern, right), part),
    )
    .join('');
}

function isReadable(source: string, isName: IsName): boolean {
  try {
    return referencesOf(compileExpression(source)).every(({ root }) => isName(root));
  } catch (error) {
    if (error instanceof ExpressionProblem) return false;
    throw error;
  }
}
