import { MAX_JSON_PROBLEMS, type JsonProblem, type JsonProblemKind, type RelatedRange } from './json-document.ts';
import { BACKSLASH, END_OF_TEXT, NEWLINE, QUOTE, SLASH, isDigit, isWordPart } from './json-characters.ts';
import { readDamagedString, type StringRead } from './json-string.ts';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Reads the tokens of a JSON text and goes on after mistakes.
 *
 * `offset` is the cursor; each `read…` starts at it and leaves it behind the token.
 */
export class JsonScanner {
  readonly text: string;
  readonly problems: JsonProblem[] = [];
  offset: number;
  /** The last string ran to the end of its line or of the text without a closing quote. */
  isStringOpen = false;

  constructor(text: string) {
    this.text = text;
    this.offset = text.charCodeAt(0) === 0xfeff ? 1 : 0;
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
    const { text } = this;
    for (let offset = this.offset; offset < text.length; offset++) {
      const code = text.charCodeAt(offset);
      if (code === 32 || code === 10 || code === 13 || code === 9) continue;
      this.offset = offset;
      if (code !== SLASH || !this.#skipComment()) return code;
      offset = this.offset - 1;
    }
    this.offset = text.length;
    return END_OF_TEXT;
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
  readString(): string {
    const { text } = this;
    const start = this.offset;
    this.isStringOpen = false;
    if (text.charCodeAt(start) === QUOTE) {
      const { length } = text;
      for (let index = start + 1; index < length; index++) {
        const code = text.charCodeAt(index);
        if (code === QUOTE) {
          this.offset = index + 1;
          return text.slice(start + 1, index);
        }
        if (code === BACKSLASH || code < 32) break;
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
    const start = this.offset;
    NUMBER.lastIndex = start;
    const matched = NUMBER.test(this.text) ? NUMBER.lastIndex : start;
    const code = this.text.charCodeAt(matched);
    if (matched > start && !isWordPart(code) && code !== 46 && code !== 43 && code !== 45) {
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
    const { text } = this;
    const start = this.offset++;
    for (;;) {
      const code = text.charCodeAt(this.offset);
      if (!isWordPart(code) && code !== 46 && code !== 43 && code !== 45) break;
      this.offset++;
    }
    return text.slice(start, this.offset);
  }

  isNumberStart(code: number): boolean {
    return (
      isDigit(code) || code === 45 || ((code === 43 || code === 46) && isDigit(this.text.charCodeAt(this.offset + 1)))
    );
  }
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
