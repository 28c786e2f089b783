import type { Json } from '../../json.ts';
import type { Shape } from './shape.ts';

/** Bounds of a zod integer that sets none itself. */
const SAFE = Number.MAX_SAFE_INTEGER;

/** What a setting takes, for people: `a whole number from 1 to 100`, `one of GET, POST`, `a string or a list of strings`. */
export function expectedWords(shape: Shape): string {
  switch (shape.kind) {
    case 'any':
      return 'any value';
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'text':
      return 'a string';
    case 'number':
      return `a ${shape.isInteger ? 'whole number' : 'number'}${rangeWords(shape.least, shape.most)}`;
    case 'choice':
      return choiceWords(shape.values);
    case 'list':
      return shape.item.kind === 'any' ? 'a list' : `a list of ${pluralWords(shape.item)}`;
    case 'object':
      return 'an object';
    case 'union':
      return alternatives(shape.branches.map(expectedWords));
    case 'expression':
      return 'an expression';
    case 'steps':
      return 'a list of steps';
    case 'named-steps':
      return 'an object whose values are lists of steps';
  }
}

function pluralWords(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return 'strings';
    case 'number':
      return shape.isInteger ? 'whole numbers' : 'numbers';
    case 'object':
      return 'objects';
    case 'list':
      return 'lists';
    case 'union':
      return alternatives(shape.branches.map(pluralWords));
    default:
      return 'values';
  }
}

function rangeWords(least: number, most: number): string {
  const hasLeast = least > -SAFE;
  const hasMost = most < SAFE;
  if (hasLeast && hasMost) return ` from ${least} to ${most}`;
  if (hasLeast) return ` of at least ${least}`;
  return hasMost ? ` of at most ${most}` : '';
}

function choiceWords(values: readonly Json[]): string {
  const words = values.map((value) => (typeof value === 'string' && value !== '' ? value : JSON.stringify(value)));
  return words.length === 1 ? JSON.stringify(values[0]) : `one of ${words.join(', ')}`;
}

/** `a, b or c`, each once. */
function alternatives(words: readonly string[]): string {
  const unique = [...new Set(words)];
  return unique.length < 2 ? unique.join('') : `${unique.slice(0, -1).join(', ')} or ${unique.at(-1)}`;
}
