import type { TextEdit } from '../diagnostic.ts';

/** Applies edits whose offsets are UTF-8 bytes; they are in the order of the text and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const cursor = new ByteCursor(text);
  let result = '';
  let copied = 0;
  for (const { offset, endOffset, text: replacement } of edits) {
    result += text.slice(copied, cursor.moveTo(offset)) + replacement;
    copied = cursor.moveTo(endOffset);
  }
  return result + text.slice(copied);
}

/** Counts bytes forward. A text with lone surrogates would not survive being encoded. */
class ByteCursor {
  readonly #text: string;
  #index = 0;
  #bytes = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The UTF-16 offset of a byte; never goes back. */
  moveTo(byte: number): number {
    while (this.#bytes < byte && this.#index < this.#text.length) {
      const code = this.#text.codePointAt(this.#index)!;
      this.#bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      this.#index += code < 0x10000 ? 1 : 2;
    }
    return this.#index;
  }
}
