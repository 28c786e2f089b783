import type { InterceptorEvent, Repair } from './events.ts';
import type { Settings } from './options.ts';
import type { Marks } from './text/next-mark.ts';
import type { SeenActions } from './tag/seen-actions.ts';
import type { StrictJson } from './tag/strict-json.ts';
import { createStrictJson } from './tag/strict-json.ts';
import type { TagBody } from './tag/tag-body.ts';
import { createTagBody } from './tag/tag-body.ts';
import type { TagHead } from './tag/tag-head.ts';
import { createTagHead } from './tag/tag-head.ts';

/** Where the cursor is. Everything from `TAG_STATES` on is inside a committed tag. */
export const State = {
  plainText: 0,
  markRun: 1,
  codeSpan: 2,
  fence: 3,
  fenceClosing: 4,
  angle: 5,
  think: 6,
  behindTag: 7,
  tagHead: 8,
  strictBody: 9,
  outsideString: 10,
  insideString: 11,
  behindQuote: 12,
  behindQuoteSlash: 13,
  behindQuoteHash: 14,
  lineComment: 15,
  blockComment: 16,
  escapedBody: 17,
  afterObject: 18,
} as const;

export type State = (typeof State)[keyof typeof State];

export const TAG_STATES = State.strictBody;

/** What the visible text ends with: it decides which whitespace goes with a removed tag. */
export const Tail = { nothing: 0, other: 1, blank: 2, newline: 3, emptyLine: 4 } as const;

export type Tail = (typeof Tail)[keyof typeof Tail];

/** Which whitespace is still to be swallowed behind a removed tag. */
export const Swallow = {
  blanks: 0,
  line: 1,
  lineAndEmptyLines: 2,
  emptyLines: 3,
  lineFeed: 4,
  lineFeedAndEmptyLines: 5,
} as const;

export type Swallow = (typeof Swallow)[keyof typeof Swallow];

/** Everything that is known between two chunks. The state functions move `index` through `chunk` and change `state`. */
export interface Machine {
  readonly settings: Settings;
  state: State;
  events: InterceptorEvent[];

  chunk: string;
  /** Offset of `chunk[0]` in the concatenated input. */
  base: number;
  index: number;
  /** Where scanning of a tag must stop in `chunk`: its end, or the limit of the tag's length. */
  stop: number;

  /** Text from here on is not emitted yet. */
  pieceStart: number;
  /** Where the text around the cursor began; what stood before is known only from the two fields below. */
  textFrom: number;
  /** Whether the line before `textFrom` holds nothing but indentation. */
  isLineBlank: boolean;
  /** Backslashes directly before `textFrom`. */
  backslashes: number;
  tail: Tail;
  /** The visible text ends with a carriage return: a line feed belongs to it. */
  hasTailCarriageReturn: boolean;
  swallow: Swallow;

  /** The run of backticks or tildes, or the part of `<think>`, that the cursor is in. */
  runCode: number;
  runLength: number;
  isRunAtLineStart: boolean;
  /** The text state that a run, an angle or a tag interrupted. */
  outerState: State;
  /** The run that closes the code span or the fence. */
  closingLength: number;
  fenceCode: number;
  isOnFenceLine: boolean;
  /** Where the next mark of each kind stands in `chunk`, once it was looked for. */
  readonly marks: Marks;
  /** A quoted `[`: the head is read along without holding anything. */
  isObserving: boolean;
  /** That head's text from earlier chunks. */
  observed: string;

  /** The first half of a surrogate pair, until its second half comes. */
  surrogate: string;
  /** A tag's text from earlier chunks. */
  held: string;
  /** Where in `chunk` the tag goes on. */
  tagFrom: number;
  /** Where the tag began in the concatenated input. */
  tagOffset: number;
  readonly head: TagHead;
  readonly strict: StrictJson;
  readonly body: TagBody;
  slug: string;
  isKnown: boolean;
  headRepairs: Repair[];

  readonly seen: SeenActions;
  actions: number;
  tags: number;
  repaired: number;
  malformed: number;
  heldMax: number;
}

export function createMachine(settings: Settings): Machine {
  return {
    settings,
    state: State.plainText,
    events: [],
    chunk: '',
    base: 0,
    index: 0,
    stop: 0,
    pieceStart: 0,
    textFrom: 0,
    isLineBlank: true,
    backslashes: 0,
    tail: Tail.nothing,
    hasTailCarriageReturn: false,
    swallow: Swallow.blanks,
    runCode: 0,
    runLength: 0,
    isRunAtLineStart: false,
    outerState: State.plainText,
    closingLength: 0,
    fenceCode: 0,
    isOnFenceLine: false,
    marks: { bracket: -1, backtick: -1, tilde: -1, lessThan: -1, lineFeed: -1 },
    isObserving: false,
    observed: '',
    surrogate: '',
    held: '',
    tagFrom: 0,
    tagOffset: 0,
    head: createTagHead(),
    strict: createStrictJson(),
    body: createTagBody(),
    slug: '',
    isKnown: false,
    headRepairs: [],
    seen: new Map(),
    actions: 0,
    tags: 0,
    repaired: 0,
    malformed: 0,
    heldMax: 0,
  };
}

/** For an answer that goes on behind its end: limits, duplicates and offsets go on too, nothing else. */
export function continueMachine(ended: Machine): Machine {
  const { settings, base, chunk, seen, actions, tags, repaired, malformed, heldMax } = ended;
  const goneOn = { base: base + chunk.length, seen, actions, tags, repaired, malformed, heldMax };
  return { ...createMachine(settings), ...goneOn };
}
