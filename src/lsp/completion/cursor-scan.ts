/** An object or list that is open where the reading stopped. */
export interface OpenBracket {
  readonly kind: 'object' | 'list';
  /** Of the bracket in the text. */
  readonly start: number;
  /** Of an object: the key whose value comes or came last. */
  key: string | undefined;
  /** Of a list: the entry that comes or came last. */
  index: number;
  expects: 'key' | 'colon' | 'value' | 'after';
}

const WORD = /[^\s"{}[\],:]+/y;

/** Reads a text up to an offset, forgiving everything, to know which brackets are open there. */
export class CursorScan {
  readonly open: OpenBracket[] = [];
  /** The quote that opens the string around the end. */
  stringStart: number | undefined;
  /** Where the word begins that touches the end. */
  wordStart: number | undefined;
  readonly #text: string;
  readonly #end: number;
  readonly #depths: Record<OpenBracket['kind'], number> = { object: 0, list: 0 };
  #at = 0;

  constructor(text: string, end: number) {
    this.#text = text;
    this.#end = end;
    while (this.#at < end) this.#next(text[this.#at]!);
  }

  #next(character: string): void {
    const top = this.open.at(-1);
    switch (character) {
      case '"':
        return this.#string(top);
      case '{':
      case '[':
        return this.#openBracket(character === '{' ? 'object' : 'list', top);
      case '}':
      case ']':
        this.#close(character === '}' ? 'object' : 'list');
        break;
      case ',':
        this.#comma(top);
        break;
      case ':':
        if (top?.kind === 'object') top.expects = 'value';
        break;
      default:
        return this.#word(top);
    }
    this.#at++;
  }

  #string(top: OpenBracket | undefined): void {
    const start = this.#at++;
    for (; this.#at < this.#end; this.#at++) {
      const character = this.#text[this.#at]!;
      if (character === '\\') this.#at++;
      else if (character === '"' || character === '\n') break;
    }
    if (this.#at >= this.#end) {
      this.stringStart = start;
      this.#beginValue(top);
      return;
    }
    const content = this.#text.slice(start + 1, this.#at++);
    if (top?.kind === 'object' && (top.expects === 'key' || top.expects === 'after')) {
      top.key = content;
      top.expects = 'colon';
    } else this.#value(top);
  }

  #openBracket(kind: OpenBracket['kind'], top: OpenBracket | undefined): void {
    // A brace where a key is expected: the object before it was not closed.
    const isBraceMissing = top?.kind === 'object' && top.expects !== 'value' && this.open.at(-2)?.kind === 'list';
    if (isBraceMissing) this.#close('object');
    this.#value(this.open.at(-1));
    this.#depths[kind]++;
    this.open.push({ kind, start: this.#at++, key: undefined, index: 0, expects: kind === 'object' ? 'key' : 'value' });
  }

  #close(kind: OpenBracket['kind']): void {
    if (this.#depths[kind] === 0) return;
    let closed: OpenBracket;
    do {
      closed = this.open.pop()!;
      this.#depths[closed.kind]--;
    } while (closed.kind !== kind);
  }

  #comma(top: OpenBracket | undefined): void {
    if (top === undefined) return;
    if (top.kind === 'list') top.index++;
    top.key = undefined;
    top.expects = top.kind === 'list' ? 'value' : 'key';
  }

  #word(top: OpenBracket | undefined): void {
    const start = this.#at;
    WORD.lastIndex = start;
    if (!WORD.test(this.#text)) {
      this.#at++;
      return;
    }
    this.#at = WORD.lastIndex;
    if (this.#at >= this.#end) this.wordStart = start;
    else if (top?.kind === 'object' && top.expects !== 'value') top.expects = 'colon';
    else this.#value(top);
  }

  /** A list goes on to its next entry where a comma is missing. */
  #beginValue(top: OpenBracket | undefined): void {
    if (top?.kind === 'list' && top.expects === 'after') top.index++;
  }

  #value(top: OpenBracket | undefined): void {
    this.#beginValue(top);
    if (top !== undefined) top.expects = 'after';
  }
}
