/** The lines of a text, cut where the positions of findings cut them: at `\n`, `\r\n` and a lone `\r`. */
export class SourceLines {
  readonly text: string;
  readonly #starts: readonly number[];
  readonly #hidden = new Map<number, { start: number; end: number }[]>();

  constructor(text: string) {
    this.text = text;
    const starts = [text.charCodeAt(0) === 0xfeff ? 1 : 0];
    for (const end of text.matchAll(/\r\n?|\n/g)) starts.push(end.index + end[0].length);
    this.#starts = starts;
  }

  /** The line with this number, from 1, without its end; `undefined` behind the last one. */
  line(number: number): string | undefined {
    const start = this.#starts[number - 1];
    if (start === undefined) return undefined;
    const next = this.#starts[number] ?? this.text.length;
    const line = this.text.slice(start, next).replace(/[\r\n]+$/, '');
    return (this.#hidden.get(number) ?? []).reduce(withDots, line);
  }

  /** From now on, dots stand in place of this part of a line; columns from 0. */
  hide(number: number, start: number, end: number): void {
    this.#hidden.set(number, [...(this.#hidden.get(number) ?? []), { start, end }]);
  }
}

/** The rest of the line stays in its columns. */
function withDots(line: string, { start, end }: { start: number; end: number }): string {
  const length = Math.min(end, line.length) - start;
  return length <= 0 ? line : line.slice(0, start) + '•'.repeat(length) + line.slice(start + length);
}
