import { reportEnd, reportMissingBracket } from './json-brackets.ts';
import {
  APOSTROPHE,
  COLON,
  COMMA,
  END_OF_TEXT,
  EQUALS,
  LIST_CLOSE,
  LIST_OPEN,
  OBJECT_CLOSE,
  OBJECT_OPEN,
  QUOTE,
  isWordPart,
} from './json-characters.ts';
import type { JsonDocument } from './json-document.ts';
import { JsonScanner, shorten } from './json-scanner.ts';
import { JsonTree } from './json-tree.ts';
import { readWordValue } from './json-word.ts';

/** Where the cursor stands: the pictures at the methods show it as `|`. */
type State = 'value' | 'item' | 'key' | 'colon' | 'after' | 'end';

/** More would only fill the memory. */
const MAX_READ_DEPTH = 50_000;
/** A longer text with as many mistakes as are collected is not worth reading on. */
const MAX_HOPELESS_LENGTH = 1_000_000;

/**
 * Reads a JSON text with its positions and reports every mistake; never throws.
 *
 * Takes a byte order mark, lone surrogates and any depth of nesting, in time linear to the text.
 * What is nested in more than 50,000 brackets is left unread, and of a very long text what follows when no more mistakes are collected.
 */
export function parseJson(text: string): JsonDocument {
  return new JsonParser(text).parse();
}

class JsonParser {
  readonly #scanner: JsonScanner;
  readonly #tree = new JsonTree();
  /** A bracket was missing or wrong: brackets that are left over at the end belong to the same mistake. */
  #hasGuessedBracket = false;

  constructor(text: string) {
    this.#scanner = new JsonScanner(text);
  }

  parse(): JsonDocument {
    const scanner = this.#scanner;
    for (let state: State = 'value'; state !== 'end';) {
      const code = scanner.skipSpace();
      if (code === END_OF_TEXT) {
        reportEnd(scanner, this.#tree);
        break;
      }
      if (scanner.isFull && scanner.text.length > MAX_HOPELESS_LENGTH) break;
      if (state === 'after') state = this.#after(code);
      else if (state === 'key') state = this.#key(code);
      else if (state === 'colon') state = this.#colon(code);
      else state = this.#value(code, state);
    }
    return { text: scanner.text, root: this.#tree.root, problems: scanner.problems, depth: this.#tree.depth };
  }

  /** `{"a": |1}`, `[|1]`, `[1, |2]`, and at the beginning. */
  #value(code: number, state: State): State {
    const scanner = this.#scanner;
    const start = scanner.offset;
    if (code === QUOTE || code === APOSTROPHE) {
      this.#tree.add('string', scanner.readString(), start, scanner.offset);
      return this.#afterValue();
    }
    if (code === OBJECT_OPEN || code === LIST_OPEN) return this.#open(code);
    if (scanner.isNumberStart(code)) {
      this.#tree.add('number', scanner.readNumber(), start, scanner.offset);
      return this.#afterValue();
    }
    if (isWordPart(code)) return this.#word(start);
    const { frame } = this.#tree;
    if (frame !== undefined && (code === LIST_CLOSE || code === OBJECT_CLOSE || code === COMMA)) {
      if (state === 'item' && code !== COMMA) return this.#close(code);
      this.#unexpected('missing-value', 'a value', start);
      frame.pending = undefined;
      if (state === 'value') return 'after';
      frame.commaAt = -1;
    } else {
      this.#unexpected('unexpected', 'a value', start);
    }
    scanner.offset++;
    return state;
  }

  #word(start: number): State {
    const value = readWordValue(this.#scanner);
    const kind = typeof value === 'string' ? 'string' : value === null ? 'null' : 'boolean';
    this.#tree.add(kind, value, start, this.#scanner.offset);
    return 'after';
  }

  /** `{|"a": 1}`, `{"a": 1, |"b": 2}` */
  #key(code: number): State {
    const scanner = this.#scanner;
    const start = scanner.offset;
    if (code === QUOTE || code === APOSTROPHE) return this.#addKey(scanner.readString(true), start);
    if (code === OBJECT_CLOSE || code === LIST_CLOSE) return this.#close(code);
    if (code === OBJECT_OPEN || code === LIST_OPEN) return this.#bracketInsteadOfKey(code);
    if (isWordPart(code)) {
      const word = scanner.readWord();
      scanner.report('unquoted', `the key ${shorten(word)} needs double quotes`, start, scanner.offset);
      return this.#addKey(word, start);
    }
    this.#unexpected('missing-key', 'a key in double quotes', start);
    scanner.offset++;
    return code === COLON ? 'value' : 'key';
  }

  #addKey(key: string, start: number): State {
    const { offset } = this.#scanner;
    const first = this.#tree.addKey(key, start, offset);
    if (first !== undefined) {
      const message = `"${shorten(key)}" is set twice in this object; the later one counts`;
      const related = [{ start: first.start, end: first.end, label: 'first set here' }];
      this.#scanner.report('duplicate-key', message, start, offset, related);
    }
    if (this.#scanner.codes[offset] !== COLON) return 'colon';
    this.#scanner.offset++;
    return 'value';
  }

  /** `[{"a": 1, |{"b": 2}]`: the brace before it was forgotten. */
  #bracketInsteadOfKey(code: number): State {
    const at = this.#scanner.offset;
    const { frame, parent } = this.#tree;
    if (parent?.node.kind === 'list') {
      this.#hasGuessedBracket = true;
      reportMissingBracket(this.#scanner, frame!.node, at);
      this.#tree.close(at);
      return 'item';
    }
    this.#unexpected('missing-key', 'a key in double quotes', at);
    frame!.pending = undefined;
    return this.#open(code);
  }

  /** `{"a"|: 1}` */
  #colon(code: number): State {
    const scanner = this.#scanner;
    const { pending } = this.#tree.frame!;
    if (code === COLON || code === EQUALS) {
      if (code === EQUALS) this.#unexpected('missing-colon', '":"', scanner.offset);
      scanner.offset++;
      return 'value';
    }
    if (code === COMMA || code === OBJECT_CLOSE || code === LIST_CLOSE) {
      scanner.report('missing-value', `the key "${shorten(pending!.key)}" has no value`, pending!.start, pending!.end);
      this.#tree.frame!.pending = undefined;
      return 'after';
    }
    scanner.report(
      'missing-colon',
      `expected ":" after the key "${shorten(pending!.key)}"`,
      pending!.end,
      pending!.end + 1,
    );
    return 'value';
  }

  /** Takes the comma right away where it stands directly behind the value, as it nearly always does. */
  #afterValue(): State {
    const scanner = this.#scanner;
    const { frame } = this.#tree;
    if (frame === undefined || scanner.codes[scanner.offset] !== COMMA) return 'after';
    frame.commaAt = scanner.offset++;
    return frame.node.kind === 'list' ? 'item' : 'key';
  }

  /** `{"a": 1|, "b": 2}`, `[1|]`, and behind the document. */
  #after(code: number): State {
    const scanner = this.#scanner;
    const { frame } = this.#tree;
    if (frame === undefined) return this.#rest();
    const at = scanner.offset;
    const isList = frame.node.kind === 'list';
    if (code === COMMA) {
      frame.commaAt = at;
      scanner.offset++;
      return isList ? 'item' : 'key';
    }
    if (code === LIST_CLOSE || code === OBJECT_CLOSE) return this.#close(code);
    const isBracket = code === OBJECT_OPEN || code === LIST_OPEN;
    if (isBracket && !isList) return this.#bracketInsteadOfKey(code);
    if (isBracket || code === QUOTE || code === APOSTROPHE || isWordPart(code) || scanner.isNumberStart(code)) {
      if (!scanner.isStringOpen) {
        const end = scanner.text.slice(0, at).trimEnd().length;
        scanner.report('missing-comma', 'expected "," here', end, end + 1);
      }
      scanner.isStringOpen = false;
      return isList ? 'item' : 'key';
    }
    this.#unexpected('unexpected', `"," or "${isList ? ']' : '}'}"`, at);
    scanner.offset++;
    return 'after';
  }

  #open(code: number): State {
    const scanner = this.#scanner;
    const kind = code === LIST_OPEN ? 'list' : 'object';
    this.#tree.open(kind, scanner.offset++, scanner.text.length);
    if (this.#tree.openFrames.length === MAX_READ_DEPTH) return 'end';
    return kind === 'list' ? 'item' : 'key';
  }

  /** `{"a": 1|}`, also where another bracket was expected. */
  #close(code: number): State {
    const tree = this.#tree;
    const { node, commaAt } = tree.frame!;
    const at = this.#scanner.offset++;
    const kind = code === LIST_CLOSE ? 'list' : 'object';
    if (!tree.isOpen(kind)) {
      this.#scanner.report('unexpected', `"${this.#scanner.text[at]}" closes nothing`, at, at + 1);
      return commaAt === -1 ? 'after' : node.kind === 'list' ? 'item' : 'key';
    }
    if (node.kind !== kind) {
      this.#hasGuessedBracket = true;
      reportMissingBracket(this.#scanner, node, at);
      while (tree.frame!.node.kind !== kind) tree.close(at);
    } else if (commaAt !== -1) {
      this.#scanner.report('trailing-comma', 'a comma after the last entry', commaAt, commaAt + 1);
    }
    tree.close(at + 1);
    return 'after';
  }

  #unexpected(
    kind: 'missing-value' | 'missing-key' | 'missing-colon' | 'unexpected',
    expected: string,
    at: number,
  ): void {
    this.#scanner.report(kind, `expected ${expected} but found "${this.#scanner.text[at]}"`, at, at + 1);
  }

  /** `{"a": 1} |}` */
  #rest(): State {
    const { text, offset } = this.#scanner;
    if (!this.#hasGuessedBracket || !/^[\s\]},]*$/.test(text.slice(offset))) {
      this.#scanner.report('unexpected', 'unexpected text after the end of the document', offset, text.length);
    }
    return 'end';
  }
}
