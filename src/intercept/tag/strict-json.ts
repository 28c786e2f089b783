/** How JSON goes on; the order is that of the rows in `NEXT`. */
const Due = {
  keyOrClose: 0,
  key: 1,
  insideKey: 2,
  escapeInKey: 3,
  colon: 4,
  value: 5,
  valueOrClose: 6,
  insideString: 7,
  escapeInString: 8,
  number: 9,
  word: 10,
  separator: 11,
  tagEnd: 12,
} as const;

/** What is done instead of a step to the next row. */
const Act = {
  openObject: 13,
  openArray: 14,
  closeObject: 15,
  closeArray: 16,
  comma: 17,
  finish: 18,
  fail: 19,
} as const;

const Kind = {
  other: 0,
  space: 1,
  lineFeed: 2,
  quote: 3,
  backslash: 4,
  openBrace: 5,
  closeBrace: 6,
  openBracket: 7,
  closeBracket: 8,
  colon: 9,
  comma: 10,
  digit: 11,
  sign: 12,
  letter: 13,
} as const;

const ROW_BITS = 4;
const ASCII = 128;
/** The kinds of the open brackets are bits of one integer. */
const DEEPEST = 30;

const KIND = new Uint8Array(ASCII);
const NEXT = new Uint8Array((Due.tagEnd + 1) << ROW_BITS).fill(Act.fail);

/** Where the text stops being JSON. */
export const NOT_JSON = -1;

/** Where a reader of strict parameters is. */
export interface StrictJson {
  due: number;
  depth: number;
  /** A bit for each open bracket, the innermost lowest: 1 for `[`. */
  arrays: number;
}

export function createStrictJson(): StrictJson {
  return { due: Due.keyOrClose, depth: 0, arrays: 0 };
}

/** The cursor is behind the root `{`. */
export function beginStrictJson(json: StrictJson): void {
  json.due = Due.keyOrClose;
  json.depth = 1;
  json.arrays = 0;
}

/**
 * Reads `{…}]` from `from` on. Returns `stop` if the tag goes on behind it, the position of the `]` behind the root
 * object, or `NOT_JSON`. What words, numbers and escapes mean is left to `JSON.parse`: they move no boundary. Remembers
 * where it is only when it returns `stop`.
 */
export function readStrictJson(json: StrictJson, chunk: string, from: number, stop: number, maxDepth: number): number {
  let { due, depth, arrays } = json;
  for (let index = from; index < stop; index += 1) {
    const code = chunk.charCodeAt(index);
    const next = NEXT[(due << ROW_BITS) | (code < ASCII ? (KIND[code] ?? 0) : Kind.other)] ?? Act.fail;
    if (next <= Due.tagEnd) {
      due = next;
      continue;
    }
    const isInArray = (arrays & 1) === 1;
    if (next === Act.comma) due = isInArray ? Due.value : Due.key;
    else if (next === Act.openObject || next === Act.openArray) {
      if (depth >= maxDepth || depth >= DEEPEST) return NOT_JSON;
      depth += 1;
      arrays = (arrays << 1) | (next - Act.openObject);
      due = next === Act.openObject ? Due.keyOrClose : Due.valueOrClose;
    } else if (next === Act.finish) return index;
    else if (next === Act.fail || isInArray !== (next === Act.closeArray)) return NOT_JSON;
    else {
      depth -= 1;
      arrays >>= 1;
      due = depth === 0 ? Due.tagEnd : Due.separator;
    }
  }
  json.due = due;
  json.depth = depth;
  json.arrays = arrays;
  return stop;
}

function define(due: number, next: Readonly<Partial<Record<keyof typeof Kind, number>>>): void {
  for (const [kind, step] of Object.entries(next)) NEXT[(due << ROW_BITS) | Kind[kind as keyof typeof Kind]] = step;
}

function classify(kind: number, characters: string): void {
  for (let index = 0; index < characters.length; index += 1) KIND[characters.charCodeAt(index)] = kind;
}

classify(Kind.space, ' \t\r');
classify(Kind.lineFeed, '\n');
classify(Kind.quote, '"');
classify(Kind.backslash, '\\');
classify(Kind.openBrace, '{');
classify(Kind.closeBrace, '}');
classify(Kind.openBracket, '[');
classify(Kind.closeBracket, ']');
classify(Kind.colon, ':');
classify(Kind.comma, ',');
classify(Kind.digit, '-0123456789');
classify(Kind.sign, '+.');
classify(Kind.letter, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ');

const closers = { comma: Act.comma, closeBrace: Act.closeObject, closeBracket: Act.closeArray };
const openers = {
  quote: Due.insideString,
  openBrace: Act.openObject,
  openBracket: Act.openArray,
  digit: Due.number,
  letter: Due.word,
};
for (const due of [Due.keyOrClose, Due.key, Due.colon, Due.value, Due.valueOrClose, Due.separator]) {
  define(due, { space: due, lineFeed: due });
}
for (const inside of [Due.insideKey, Due.insideString]) {
  const escape = inside + 1;
  for (const kind of Object.keys(Kind)) {
    define(inside, { [kind]: inside });
    define(escape, { [kind]: inside });
  }
  define(inside, { backslash: escape, lineFeed: Act.fail });
}
define(Due.insideKey, { quote: Due.colon });
define(Due.insideString, { quote: Due.separator });
define(Due.keyOrClose, { quote: Due.insideKey, closeBrace: Act.closeObject });
define(Due.key, { quote: Due.insideKey });
define(Due.colon, { colon: Due.value });
define(Due.value, openers);
define(Due.valueOrClose, { ...openers, closeBracket: Act.closeArray });
define(Due.number, {
  ...closers,
  space: Due.separator,
  lineFeed: Due.separator,
  digit: Due.number,
  sign: Due.number,
  letter: Due.number,
});
define(Due.word, { ...closers, space: Due.separator, lineFeed: Due.separator, letter: Due.word });
define(Due.separator, closers);
define(Due.tagEnd, { closeBracket: Act.finish });
