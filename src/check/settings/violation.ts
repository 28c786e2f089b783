import type { Json } from '../../json.ts';
import { expectedWords } from './expected-words.ts';
import { plainText } from './has-reference.ts';
import type { Shape, TextShape } from './shape.ts';

/** What a value of the right type breaks. */
export interface Violation {
  /** What would do, to follow `must be`. */
  readonly expected: string;
  /** The schema's own words, to follow the name of the setting. */
  readonly message?: string;
}

/** What is wrong with a value that does not fit; `undefined` when already its type is. */
export function violationOf(shape: Shape, value: Json): Violation | undefined {
  if (shape.kind === 'choice') {
    const isKind = shape.values.some((allowed) => typeof allowed === typeof value);
    return isKind ? { expected: expectedWords(shape) } : undefined;
  }
  if (shape.kind === 'number' && typeof value === 'number') {
    return shape.isInteger && !Number.isInteger(value) ? undefined : { expected: expectedWords(shape) };
  }
  if (shape.kind === 'list' && Array.isArray(value)) return listViolation(shape, value.length);
  if (shape.kind === 'expression' && value === '') return { expected: 'an expression' };
  return shape.kind === 'text' && typeof value === 'string' ? textViolation(shape, value) : undefined;
}

/** Schemas say in `patternErrorMessage`, as editors read it, what a pattern is about. */
export function textViolation(shape: TextShape, text: string): Violation {
  const { length } = plainText(text);
  if (length < shape.minLength) return { expected: `a string of at least ${count(shape.minLength, 'character')}` };
  if (length > shape.maxLength) return { expected: `a string of at most ${count(shape.maxLength, 'character')}` };
  const expected = `a string that matches ${shape.pattern?.source ?? 'its format'}`;
  const message = shape.schema['patternErrorMessage'];
  return typeof message === 'string' ? { expected, message } : { expected };
}

function listViolation(shape: Extract<Shape, { kind: 'list' }>, length: number): Violation | undefined {
  if (length < shape.least) return { expected: `a list of at least ${count(shape.least, 'entry', 'entries')}` };
  if (length > shape.most) return { expected: `a list of at most ${count(shape.most, 'entry', 'entries')}` };
  return undefined;
}

function count(amount: number, unit: string, units = `${unit}s`): string {
  return amount === 1 ? `one ${unit}` : `${amount} ${units}`;
}
