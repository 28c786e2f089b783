import { BACKSLASH, COMMA, NEWLINE } from './json-characters.ts';
import type { JsonProblemKind } from './json-document.ts';

export interface StringRead {
  value: string;
  /** Behind the closing quote, or where the string was given up. */
  end: number;
  /** There was no closing quote. */
  isOpen: boolean;
}

type Report = (kind: JsonProblemKind, message: string, start: number, end: number) => void;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Reads a string that has escapes or mistakes in it; `start` is at its opening quote. */
export function readDamagedString(text: string, start: number, report: Report): StringRead {
  const quote = text.charCodeAt(start);
  let value = '';
  let copied = start + 1;
  let isLineBreakReported = false;
  for (let index = start + 1; index < text.length;) {
    const code = text.charCodeAt(index);
    if (code === quote) return { value: value + text.slice(copied, index), end: index + 1, isOpen: false };
    if (code === BACKSLASH) {
      value += text.slice(copied, index);
      const escape = readEscape(text, index, quote, report);
      value += escape.value;
      index = copied = escape.end;
      continue;
    }
    if (code === NEWLINE && isStringForgotten(text, index)) {
      const end = contentEnd(text, start, index);
      report('truncated', 'the closing quote of this string is missing', start, end);
      return { value: value + text.slice(copied, Math.max(copied, end)), end, isOpen: true };
    }
    if (code < 32 && !isLineBreakReported) {
      isLineBreakReported = true;
      const [name, written] = CONTROL_NAMES[code] ?? ['control character', `\\u${code.toString(16).padStart(4, '0')}`];
      report('control-character', `a ${name} in a string has to be written ${written}`, index, index + 1);
    }
    index++;
  }
  report('truncated', 'the closing quote of this string is missing', start, text.length);
  return { value: value + text.slice(copied), end: text.length, isOpen: true };
}

const CONTROL_NAMES: Readonly<Record<number, readonly [string, string]>> = {
  9: ['tab', '\\t'],
  10: ['line break', '\\n'],
  13: ['line break', '\\n'],
};

function readEscape(text: string, at: number, quote: number, report: Report): { value: string; end: number } {
  const letter = text[at + 1] ?? '';
  const plain = ESCAPES[letter];
  if (plain !== undefined) return { value: plain, end: at + 2 };
  if (letter === 'u') {
    const digits = /^[0-9a-fA-F]{0,4}/.exec(text.slice(at + 2, at + 6))?.[0] ?? '';
    if (digits.length === 4) return { value: String.fromCharCode(Number.parseInt(digits, 16)), end: at + 6 };
    report('bad-escape', '"\\u" needs four hexadecimal digits', at, at + 2 + digits.length);
    return { value: '\uFFFD', end: at + 2 + digits.length };
  }
  if (letter === '' || letter === '\n' || letter === '\r') {
    report('bad-escape', 'a backslash at the end of a line; write \\\\ for a backslash', at, at + 1);
    return { value: '\\', end: at + 1 };
  }
  if (letter.charCodeAt(0) !== quote) {
    report('bad-escape', `"\\${letter}" is not a JSON escape; write "\\\\${letter}" for a backslash`, at, at + 2);
  }
  return { value: letter, end: at + 2 };
}

/** Whether the next line looks like JSON, so that this line's quote was forgotten rather than a line break left in a text. */
function isStringForgotten(text: string, newline: number): boolean {
  const lineEnd = text.indexOf('\n', newline + 1);
  const nextLine = text.slice(
    newline + 1,
    lineEnd === -1 ? Math.min(text.length, newline + 400) : Math.min(lineEnd, newline + 400),
  );
  return /^\s*(?:"[^"]*"\s*:|[\]}]|$)/.test(nextLine);
}

/** Without the comma and the spaces that were meant to follow the closing quote. */
function contentEnd(text: string, start: number, newline: number): number {
  let end = newline;
  while (end > start + 1 && (text.charCodeAt(end - 1) === COMMA || text.charCodeAt(end - 1) <= 32)) end--;
  return end;
}
