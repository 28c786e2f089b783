/** Turns offsets of a text's UTF-8 bytes into lines and columns, both from 1, columns in UTF-16 units. */
export class BytePositions {
  readonly #bytes: Buffer;
  readonly #isAscii: boolean;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#bytes = Buffer.from(text);
    this.#isAscii = this.#bytes.length === text.length;
    // A byte order mark takes no column.
    const starts = [text.charCodeAt(0) === 0xfeff ? 3 : 0];
    for (let index = 0; index < this.#bytes.length; index++) {
      const byte = this.#bytes[index];
      if (byte === 10 || (byte === 13 && this.#bytes[index + 1] !== 10)) starts.push(index + 1);
    }
    this.#starts = starts;
  }

  at(offset: number): { line: number; column: number } {
    let low = 0;
    for (let high = this.#starts.length; high - low > 1;) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    const start = this.#starts[low]!;
    const length = this.#isAscii ? offset - start : this.#bytes.toString('utf8', start, offset).length;
    return { line: low + 1, column: Math.max(0, length) + 1 };
  }
}
