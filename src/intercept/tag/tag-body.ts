import { CLOSE_BRACE, OPEN_BRACE, OPEN_BRACKET } from '../characters.ts';

/** What the scanner remembers of a tag's parameters. Offsets are into the concatenated input. */
export interface TagBody {
  /** `{` and `[` that are open, outermost first; the first `depth` entries count. */
  readonly open: number[];
  depth: number;
  /** How many of them are `[`. */
  openArrays: number;
  isTooDeep: boolean;
  /** Where the root `{` stands. */
  startOffset: number;
  /** A second object began: whatever follows, the tag does not run. */
  isDoomed: boolean;

  /** The last character that is not whitespace, outside strings and comments; 0 before the first. */
  significant: number;
  /** Behind `significant`. */
  significantEnd: number;
  /** The last character of any kind. */
  previous: number;
  beforePrevious: number;
  /** Line feeds since `significant`. */
  newlines: number;
  /**
   * Behind the last character before an empty line, while what follows may be prose; else -1. A `[`, in a comment too,
   * ends that: what a rejected tag gives back holds the beginning of no other tag, so nothing is read again and again.
   */
  proseOffset: number;
  /** Words since the last separator, while `proseOffset` is set. */
  words: number;

  quote: number;
  /** The string stands where a key is due. */
  isKey: boolean;
  isEscaping: boolean;
  /** A raw line feed stands in the string. */
  isStringBroken: boolean;
  /** What ends the string's line so far: 1 for `}`, 2 for `}]`, else 0. */
  lineTail: number;
  /** Behind that `]`. */
  lineTailOffset: number;
  /** Only blanks since the line feed in a broken string. */
  isAtStringLineStart: boolean;
  isQuoteFollowedByComma: boolean;
  isQuoteFollowedByWord: boolean;
  isWordEnded: boolean;

  /** Only closing brackets since the last string: its end may have been a quote inside it. */
  hasOnlyClosers: boolean;
  depthAtStringEnd: number;
  arraysAtStringEnd: number;

  /** Characters of `[ACTION:` that were read, for a tag that begins inside this one. */
  restart: number;
  restartOffset: number;

  /** Of a body whose quotes are all escaped. */
  isInEscapedString: boolean;
  isSlashSeen: boolean;
  isEscapeInString: boolean;

  /** Behind the root `}`. */
  endOffset: number;
  afterWhitespace: number;
  afterBraces: number;
  isAfterComma: boolean;
}

export function createTagBody(): TagBody {
  return {
    open: [],
    depth: 0,
    openArrays: 0,
    isTooDeep: false,
    startOffset: 0,
    isDoomed: false,
    significant: 0,
    significantEnd: 0,
    previous: 0,
    beforePrevious: 0,
    newlines: 0,
    proseOffset: -1,
    words: 0,
    quote: 0,
    isKey: false,
    isEscaping: false,
    isStringBroken: false,
    lineTail: 0,
    lineTailOffset: 0,
    isAtStringLineStart: false,
    isQuoteFollowedByComma: false,
    isQuoteFollowedByWord: false,
    isWordEnded: false,
    hasOnlyClosers: false,
    depthAtStringEnd: 0,
    arraysAtStringEnd: 0,
    restart: 0,
    restartOffset: 0,
    isInEscapedString: false,
    isSlashSeen: false,
    isEscapeInString: false,
    endOffset: 0,
    afterWhitespace: 0,
    afterBraces: 0,
    isAfterComma: false,
  };
}

/** The cursor is behind the root `{`, which stands at `startOffset`. */
export function beginBody(body: TagBody, startOffset: number): void {
  body.open.length = 0;
  body.open.push(OPEN_BRACE);
  body.depth = 1;
  body.openArrays = 0;
  body.isTooDeep = false;
  body.startOffset = startOffset;
  body.isDoomed = false;
  body.significant = OPEN_BRACE;
  body.significantEnd = startOffset + 1;
  body.previous = OPEN_BRACE;
  body.beforePrevious = 0;
  body.newlines = 0;
  body.proseOffset = -1;
  body.words = 0;
  body.hasOnlyClosers = false;
  body.restart = 0;
  body.isInEscapedString = false;
  body.isSlashSeen = false;
  body.isEscapeInString = false;
}

export function openBracket(body: TagBody, code: number, maxDepth: number): void {
  if (body.depth < body.open.length) body.open[body.depth] = code;
  else body.open.push(code);
  body.depth += 1;
  if (code === OPEN_BRACKET) body.openArrays += 1;
  if (body.depth > maxDepth) body.isTooDeep = true;
}

/**
 * Closes the innermost object with `}` or array with `]`, and what stands open inside it. Returns false for a `]` where
 * no array is open: the end of the tag, with braces missing.
 */
export function closeBracket(body: TagBody, code: number): boolean {
  const wanted = code === CLOSE_BRACE ? OPEN_BRACE : OPEN_BRACKET;
  if (wanted === OPEN_BRACKET && body.openArrays === 0) return false;
  while (body.depth > 0) {
    body.depth -= 1;
    const opened = body.open[body.depth];
    if (opened === OPEN_BRACKET) body.openArrays -= 1;
    if (opened === wanted) break;
  }
  return true;
}

/** Whether the innermost bracket is `[`. */
export function isInArray(body: TagBody): boolean {
  return body.depth > 0 && body.open[body.depth - 1] === OPEN_BRACKET;
}
