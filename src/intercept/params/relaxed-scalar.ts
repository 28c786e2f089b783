import { MINUS, isDigit } from '../characters.ts';
import type { Cursor } from './cursor.ts';
import { isWordStart, readWord } from './relaxed-word.ts';

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;

const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const PYTHON_LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['True', true],
  ['False', false],
  ['None', null],
]);

/** Words of programming languages that stand for something other than their letters. */
const NO_BAREWORDS: ReadonlySet<string> = new Set([
  'true',
  'false',
  'null',
  'none',
  'nil',
  'nan',
  'inf',
  'infinity',
  'undefined',
]);

/** Reads a number, a literal or a bareword; undefined when it is none. What follows is checked by the caller. */
export function readScalar(cursor: Cursor, code: number): string | number | boolean | null | undefined {
  if (code === MINUS || isDigit(code)) return readNumber(cursor);
  if (!isWordStart(code)) return undefined;
  const word = readWord(cursor);
  if (word === undefined) return undefined;
  const literal = LITERALS.get(word);
  if (literal !== undefined) return literal;
  const pythonLiteral = PYTHON_LITERALS.get(word);
  if (pythonLiteral !== undefined) {
    cursor.repairs.add('python-literal');
    return pythonLiteral;
  }
  if (NO_BAREWORDS.has(word.toLowerCase())) return undefined;
  cursor.repairs.add('bareword');
  return word;
}

function readNumber(cursor: Cursor): string | number | undefined {
  NUMBER.lastIndex = cursor.index;
  const match = NUMBER.exec(cursor.text);
  if (match === null) return undefined;
  const [literal, fraction, exponent] = match;
  cursor.index += literal.length;
  const value = Number(literal);
  if (!Number.isFinite(value)) return undefined;
  if (fraction !== undefined || exponent !== undefined || Number.isSafeInteger(value)) return value;
  cursor.repairs.add('unsafe-integer');
  return literal;
}
