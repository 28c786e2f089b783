import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  FULLWIDTH_COLON,
  FULLWIDTH_COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
} from '../characters.ts';
import { isQuote } from '../tag/quotes.ts';
import { createCursor, END, fail, skipSpace } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import type { JsonObject, JsonValue } from './json-value.ts';
import type { ParamsRules, ParsedParams } from './parse-params.ts';
import { readScalar } from './relaxed-scalar.ts';
import { readString } from './relaxed-string.ts';
import { isKeyAt } from './string-end.ts';
import { isWordStart, readWord } from './relaxed-word.ts';

/** An object or array that is open. */
type Frame = { readonly array: JsonValue[]; readonly object?: undefined } | ObjectFrame;

interface ObjectFrame {
  readonly object: JsonObject;
  readonly array?: undefined;
  key: string;
}

/** Where in the frame the cursor is. `entry`: before the first; `next`: behind a comma. */
type Place = 'entry' | 'next' | 'behind';

const MOST_EXTRA_BRACES = 3;

/** The state of one reading: the open frames, outermost first. */
interface Reader {
  readonly cursor: Cursor;
  readonly rules: ParamsRules;
  readonly frames: Frame[];
  place: Place;
  /** The last value was a word without quotes. */
  isBehindWord: boolean;
}

/** Reads an object with the repairs that are listed in `Repair`; whatever else is not JSON is refused. */
export function parseRelaxed(text: string, rules: ParamsRules): ParsedParams {
  const root: JsonObject = {};
  const reader: Reader = {
    cursor: createCursor(text),
    rules,
    frames: [{ object: root, key: '' }],
    place: 'entry',
    isBehindWord: false,
  };
  const { cursor, frames } = reader;
  cursor.index = 1;
  while (frames.length > 0 && cursor.failure === undefined) {
    if (reader.place === 'behind') readBehindValue(reader);
    else readEntry(reader);
  }
  if (cursor.failure === undefined) readExtraBraces(cursor);
  if (cursor.failure !== undefined) return { reason: cursor.failure };
  return { params: root, repairs: [...cursor.repairs] };
}

/** `{|"key": value` and `[|value`, and behind a comma. */
function readEntry(reader: Reader): void {
  const { cursor, frames, place } = reader;
  const frame = frames.at(-1);
  const code = skipSpace(cursor, place === 'next' ? COMMA : OPEN_BRACE);
  if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
    if (place === 'next') cursor.repairs.add('trailing-comma');
    return close(reader, code);
  }
  if (frame?.object !== undefined && !isKeyRead(cursor, frame, code)) return;
  readValue(reader);
}

/** `{|"key":` */
function isKeyRead(cursor: Cursor, frame: ObjectFrame, code: number): boolean {
  let key: string | undefined;
  if (isQuote(code)) key = readString(cursor, 'key');
  else if (isWordStart(code)) {
    cursor.repairs.add('unquoted-key');
    key = readWord(cursor);
  }
  if (key === undefined) fail(cursor);
  else if (key === '__proto__') fail(cursor, 'forbidden-key');
  if (cursor.failure !== undefined) return false;
  const separator = skipSpace(cursor, 0);
  if (separator === FULLWIDTH_COLON) cursor.repairs.add('fullwidth');
  else if (separator !== COLON) fail(cursor);
  cursor.index += 1;
  frame.key = key ?? '';
  return cursor.failure === undefined;
}

/** `"key":| value` */
function readValue(reader: Reader): void {
  const { cursor, frames } = reader;
  const frame = frames.at(-1);
  const code = skipSpace(cursor, frame?.object === undefined ? COMMA : COLON);
  reader.isBehindWord = isWordStart(code);
  if (code === OPEN_BRACE || code === OPEN_BRACKET) return open(reader, code);
  const value = isQuote(code)
    ? readString(cursor, frame?.object === undefined ? 'element' : 'value')
    : readScalar(cursor, code);
  if (value === undefined) return fail(cursor);
  put(frame, value);
  reader.place = 'behind';
}

/** `"key": value|,` */
function readBehindValue(reader: Reader): void {
  const { cursor, frames, isBehindWord } = reader;
  const isInObject = frames.at(-1)?.object !== undefined;
  const code = skipSpace(cursor, 0);
  if (code === COMMA || code === FULLWIDTH_COMMA) {
    if (code === FULLWIDTH_COMMA) cursor.repairs.add('fullwidth');
    cursor.index += 1;
    reader.place = 'next';
  } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) close(reader, code);
  else if (code === END && isInObject) closeAll(reader);
  else if (isQuote(code) && isInObject && !isBehindWord && isKeyAt(cursor.text, cursor.index)) {
    cursor.repairs.add('missing-comma');
    reader.place = 'entry';
  } else fail(cursor);
}

function open(reader: Reader, code: number): void {
  const { cursor, frames, rules } = reader;
  if (frames.length >= rules.maxDepth) return fail(cursor, 'too-deep');
  const frame: Frame = code === OPEN_BRACE ? { object: {}, key: '' } : { array: [] };
  put(frames.at(-1), frame.object ?? frame.array);
  frames.push(frame);
  cursor.index += 1;
  reader.place = 'entry';
}

/** `}` or `]`, and what is open inside it and was forgotten. */
function close(reader: Reader, code: number): void {
  const { cursor, frames } = reader;
  const isObject = code === CLOSE_BRACE;
  const isWanted = (frame: Frame): boolean => (frame.object !== undefined) === isObject;
  const position = frames.findLastIndex(isWanted);
  if (position < 0) return fail(cursor);
  if (position < frames.length - 1) cursor.repairs.add(isObject ? 'missing-bracket' : 'missing-brace');
  frames.length = position;
  cursor.index += 1;
  reader.place = 'behind';
}

/** The `]` of the tag came: the braces before it are missing. */
function closeAll(reader: Reader): void {
  const { cursor, frames, rules } = reader;
  if (rules.isBracketMissing || frames.some((frame) => frame.array !== undefined)) return fail(cursor);
  cursor.repairs.add('missing-brace');
  frames.length = 0;
}

/** `{…}|}}` */
function readExtraBraces(cursor: Cursor): void {
  let count = 0;
  while (skipSpace(cursor, 0) === CLOSE_BRACE) {
    cursor.index += 1;
    count += 1;
  }
  if (count > 0) cursor.repairs.add('extra-brace');
  if (count > MOST_EXTRA_BRACES || skipSpace(cursor, 0) !== END) fail(cursor);
}

function put(frame: Frame | undefined, value: JsonValue): void {
  if (frame?.object !== undefined) frame.object[frame.key] = value;
  else frame?.array.push(value);
}
