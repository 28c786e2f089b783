const ASCII = /^[\x20-\x7e]*$/;
const NOT_ASCII = /[^\0-\x7f]/;
const NO_WIDTH = /^[\p{Mn}\p{Me}\u200b-\u200d\u2060]$/u;
const PICTURE = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Regional_Indicator}{2}/u;

/** The columns that a text without control characters takes in a terminal. */
export function columnWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes(text)) width += graphemeWidth(segment);
  return width;
}

let segmenter: Intl.Segmenter | undefined;

/** What a reader takes for one character each. Loading the tables for that takes longer than a whole check: not for ASCII. */
export function graphemes(text: string): Iterable<{ segment: string; index: number }> {
  if (NOT_ASCII.test(text)) return (segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })).segment(text);
  return Array.from(text, (segment, index) => ({ segment, index }));
}

export function graphemeWidth(grapheme: string): number {
  if (PICTURE.test(grapheme)) return 2;
  const code = grapheme.codePointAt(0)!;
  if (isWide(code)) return 2;
  return NO_WIDTH.test(String.fromCodePoint(code)) ? 0 : 1;
}

/** East Asian wide and full-width characters (Unicode Standard Annex 11), in blocks. */
const WIDE: ReadonlyArray<readonly [first: number, last: number]> = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
];

function isWide(code: number): boolean {
  return code >= 0x1100 && WIDE.some(([first, last]) => code >= first && code <= last);
}
