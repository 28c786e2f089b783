import type { JsonNode, JsonProperty, TextRange } from '../../flow/index.ts';
import type { JsonStyle } from './json-text.ts';

/** Replaces a part of a document; offsets in UTF-16 units. */
export interface TextChange extends TextRange {
  text: string;
}

const ONE_COMMA = /^\s*,\s*$/;
const BLANK = /^\s*$/;
const LAST_LINE_BREAK = /(?:\r\n|\n|\r)[ \t]*$/;

/** The properties of an object or the entries of a list, to be taken out and added with the right commas. */
export class EntryList {
  readonly ranges: readonly TextRange[];
  readonly style: JsonStyle;
  readonly #text: string;
  readonly #node: JsonNode;
  readonly #removed = new Set<number>();
  /** New entries by the index that they come before. */
  readonly #added = new Map<number, string[]>();

  constructor(node: JsonNode, text: string, style: JsonStyle) {
    this.#node = node;
    this.#text = text;
    this.style = style;
    this.ranges = node.kind === 'list' ? node.items : node.properties.map(rangeOfProperty);
  }

  remove(index: number): void {
    this.#removed.add(index);
  }

  isRemoved(index: number): boolean {
    return this.#removed.has(index);
  }

  /** Before the entry that has this index now. */
  add(index: number, text: string): void {
    const texts = this.#added.get(index);
    if (texts === undefined) this.#added.set(index, [text]);
    else texts.push(text);
  }

  /** `undefined` when the commas are not where they should be. */
  changes(): TextChange[] | undefined {
    const { length } = this.ranges;
    const changes: TextChange[] = [];
    for (let index = 0; index <= length;) {
      const first = index;
      const texts = [...(this.#added.get(index) ?? [])];
      while (index < length && this.#removed.has(index)) texts.push(...(this.#added.get(++index) ?? []));
      if (index > first || texts.length > 0) {
        const change = this.#changeOf(first, index, texts);
        if (change === undefined) return undefined;
        changes.push(change);
      }
      index++;
    }
    return changes;
  }

  /** Puts texts into the place of the entries from `first` to before `end`, which may be none. */
  #changeOf(first: number, end: number, texts: readonly string[]): TextChange | undefined {
    const { ranges } = this;
    for (let index = first; index <= end; index++) if (!this.#isGapSound(index)) return undefined;
    const before = ranges[first - 1];
    const after = ranges[end];
    if (before === undefined && after === undefined) return this.#fill(texts);
    const gap = this.#gapFor(first);
    if (after === undefined) {
      const text = texts.map((entry) => `,${gap}${entry}`).join('');
      return { start: before!.end, end: end === first ? before!.end : ranges[end - 1]!.end, text };
    }
    const isInLine = before !== undefined && end > first && !/[\r\n]/.test(this.#gap(first));
    if (isInLine && texts.length === 0) return { start: before.end, end: ranges[end - 1]!.end, text: '' };
    const text = texts.map((entry) => `${entry},${gap}`).join('');
    return { start: ranges[first]!.start, end: after.start, text };
  }

  /** Everything between the brackets. */
  #fill(texts: readonly string[]): TextChange {
    const { ranges, style } = this;
    const inside = { start: this.#node.start + 1, end: this.#node.end - 1 };
    if (texts.length === 0) return { ...inside, text: '' };
    if (ranges.length > 0) {
      const text = texts.join(`,${this.#gapFor(0)}`);
      return { start: ranges[0]!.start, end: ranges.at(-1)!.end, text };
    }
    const padding = style.isCompact || this.#node.kind === 'list' ? '' : ' ';
    return { ...inside, text: `${padding}${texts.join(style.isCompact ? ',' : ', ')}${padding}` };
  }

  /** What stands before the entry; behind the last one, before the closing bracket. */
  #gap(index: number): string {
    const start = this.ranges[index - 1]?.end ?? this.#node.start + 1;
    return this.#text.slice(start, this.ranges[index]?.start ?? this.#node.end - 1);
  }

  #isGapSound(index: number): boolean {
    const isInner = index > 0 && index < this.ranges.length;
    return (isInner ? ONE_COMMA : BLANK).test(this.#gap(index));
  }

  /** The white space that belongs between a comma and an entry at this place: as around its neighbours. */
  #gapFor(index: number): string {
    const { length } = this.ranges;
    const atBracket = this.#gap(0);
    const model = index === 0 || length === 1 ? atBracket : this.#gap(Math.min(index, length - 1));
    const line = LAST_LINE_BREAK.exec(model)?.[0];
    if (line !== undefined) return line;
    return this.style.isCompact ? '' : ' ';
  }
}

export function rangeOfProperty({ start, end, value }: JsonProperty): TextRange {
  return { start, end: value?.end ?? end };
}
