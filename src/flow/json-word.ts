import { nearestName } from '../nearest-name.ts';
import { shorten, type JsonScanner } from './json-scanner.ts';

type WordValue = boolean | null | string;

const WORDS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** What other languages write. */
const FOREIGN_WORDS = new Map<string, boolean | null>([
  ['True', true],
  ['False', false],
  ['None', null],
  ['undefined', null],
  ['NaN', null],
]);

/** Reads `true`, `false` or `null`; another word is reported and taken for what it most likely means. */
export function readWordValue(scanner: JsonScanner): WordValue {
  const start = scanner.offset;
  const word = scanner.readWord();
  const value = WORDS.get(word);
  if (value !== undefined) return value;
  const meant = meaningOf(word, scanner.isFull);
  const hint = typeof meant === 'string' ? `"${shorten(word)}" in double quotes` : String(meant);
  scanner.report('unquoted', `${shorten(word)} is not a JSON value; write ${hint}`, start, scanner.offset);
  return meant;
}

function meaningOf(word: string, isGuessingPointless: boolean): WordValue {
  const foreign = FOREIGN_WORDS.get(word);
  if (foreign !== undefined) return foreign;
  const near = isGuessingPointless ? undefined : nearestName(word, WORDS.keys());
  return near === undefined ? word : WORDS.get(near)!;
}
