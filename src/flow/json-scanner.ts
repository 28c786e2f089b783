import { MAX_JSON_PROBLEMS, type JsonProblem, type JsonProblemKind, type RelatedRange } from './json-document.ts';
import { BACKSLASH, END_OF_TEXT, NEWLINE, QUOTE, SLASH, isDigit, isWordPart } from './json-characters.ts';
import { cachedSlice } from './json-key-cache.ts';
import { readDamagedString, type StringRead } from './json-string.ts';
import { textCodes } from './text-codes.ts';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Reads the tokens of a JSON text and goes on after mistakes.
 *
 * `offset` is the cursor; each `read…` starts at it and leaves it behind the token.
 */
export class JsonScanner {
  readonly text: string;
  /** The codes of the text and a 0 behind them. */
  readonly codes: Uint16Array;
  readonly problems: JsonProblem[] = [];
  offset: number;
  /** The last string ran to the end of its line or of the text without a closing quote. */
  isStringOpen = false;

  constructor(text: string) {
    this.text = text;
    this.codes = textCodes(text);
    this.offset = this.codes[0] === 0xfeff ? 1 : 0;
  }

  /** Further problems are not collected. */
  get isFull(): boolean {
    return this.problems.length >= MAX_JSON_PROBLEMS;
  }

  report(kind: JsonProblemKind, message: string, start: number, end: number, related?: RelatedRange[]): void {
    if (this.isFull) return;
    this.problems.push(related === undefined ? { kind, message, start, end } : { kind, message, start, end, related });
  }

  /** Goes to the next token and returns its first character code; `END_OF_TEXT` behind the last. */
  skipSpace(): number {
    const { codes } = this;
    for (;;) {
      let { offset } = this;
      let code = codes[offset]!;
      while (code === 32 || code === NEWLINE || code === 13 || code === 9) code = codes[++offset]!;
      this.offset = offset;
      if (code === 0 && offset >= this.text.length) return END_OF_TEXT;
      if (code === SLASH ? !this.#skipComment() : !this.#skipMergeMark(code)) return code;
    }
  }

  /** `<<<<<<< HEAD`: what git leaves in a file that it could not merge. */
  #skipMergeMark(code: number): boolean {
    if (code !== 60 && code !== 61 && code !== 62 && code !== 124) return false;
    const { text, offset } = this;
    const isAtLineStart = offset === 0 || this.codes[offset - 1] === NEWLINE;
    if (!isAtLineStart || !text.startsWith(text[offset]!.repeat(7), offset)) return false;
    this.offset = endOfLine(text, offset);
    this.report('unexpected', 'a mark of a git merge with conflicts; keep one of the sides', offset, this.offset);
    return true;
  }

  #skipComment(): boolean {
    const { text, offset } = this;
    const next = text[offset + 1];
    if (next !== '/' && next !== '*') return false;
    const found = next === '/' ? endOfLine(text, offset) : text.indexOf('*/', offset + 2) + 2;
    this.offset = next === '*' && found === 1 ? text.length : found;
    this.report('comment', 'JSON has no comments; use "description" or remove it', offset, this.offset);
    return true;
  }

  /** A string in double or, reported, in single quotes. */
  readString(isKey = false): string {
    const { text, codes } = this;
    const start = this.offset;
    this.isStringOpen = false;
    if (codes[start] === QUOTE) {
      let index = start + 1;
      let code = codes[index]!;
      while (code !== QUOTE && code !== BACKSLASH && code >= 32) code = codes[++index]!;
      if (code === QUOTE) {
        this.offset = index + 1;
        return isKey ? cachedSlice(text, start + 1, index) : text.slice(start + 1, index);
      }
    } else {
      this.report('wrong-quotes', "a string needs double quotes, not '", start, start + 1);
    }
    const read: StringRead = readDamagedString(text, start, (kind, message, from, to) =>
      this.report(kind, message, from, to),
    );
    this.offset = read.end;
    this.isStringOpen = read.isOpen;
    return read.value;
  }

  /** A number; what only looks like one is reported and read as well as it can be. */
  readNumber(): number {
    const { codes } = this;
    const start = this.offset;
    const first = codes[start]! - 48;
    if (first >= 0 && first <= 9 && !isNumberPart(codes[start + 1]!)) {
      this.offset = start + 1;
      return first;
    }
    NUMBER.lastIndex = start;
    const matched = NUMBER.test(this.text) ? NUMBER.lastIndex : start;
    if (matched > start && !isNumberPart(codes[matched]!)) {
      this.offset = matched;
      return finite(Number(this.text.slice(start, matched)));
    }
    const word = this.readWord();
    const value = Number(word);
    const hint = Number.isFinite(value) ? `; write ${value}` : '';
    this.report('bad-number', `"${shorten(word)}" is not a JSON number${hint}`, start, this.offset);
    return finite(value);
  }

  /** Characters up to the next space, bracket, comma, colon or quote; at least one. */
  readWord(): string {
    const { codes } = this;
    const start = this.offset;
    let offset = start + 1;
    while (isNumberPart(codes[offset]!)) offset++;
    this.offset = offset;
    return this.text.slice(start, offset);
  }

  isNumberStart(code: number): boolean {
    return isDigit(code) || code === 45 || ((code === 43 || code === 46) && isDigit(this.codes[this.offset + 1]!));
  }
}

/** What belongs to a word or to something like a number. */
function isNumberPart(code: number): boolean {
  return isWordPart(code) || code === 46 || code === 43 || code === 45;
}

function endOfLine(text: string, from: number): number {
  for (let index = from; index < text.length; index++) if (text.charCodeAt(index) === NEWLINE) return index;
  return text.length;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

/** The beginning of a text that goes into a message. */
export function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
