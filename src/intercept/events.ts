import type { JsonObject } from './params/json-value.ts';

/** What was corrected in a tag that runs: a closed list, nothing else is ever repaired. `separator` is reserved. */
export type Repair =
  | 'tag-case'
  | 'tag-space'
  | 'slug-case'
  | 'slug-alias'
  | 'missing-params'
  | 'trailing-comma'
  | 'single-quotes'
  | 'smart-quotes'
  | 'unquoted-key'
  | 'python-literal'
  | 'raw-control'
  | 'comment'
  | 'missing-brace'
  | 'missing-bracket'
  | 'extra-brace'
  | 'missing-comma'
  | 'separator'
  | 'invalid-escape'
  | 'inner-quote'
  | 'bareword'
  | 'escaped-json'
  | 'odd-whitespace'
  | 'fullwidth'
  | 'unsafe-integer';

/**
 * Why a committed tag does not run. `not-an-object` is reserved: a body that does not start with `{` never commits and
 * stays text.
 */
export type MalformedReason =
  | 'malformed-json'
  | 'truncated'
  | 'not-an-object'
  | 'forbidden-key'
  | 'too-deep'
  | 'too-long';

/** Start (inclusive) and end (exclusive) in the concatenated input, in UTF-16 code units. */
export type Span = readonly [start: number, end: number];

/** Text that the user sees. The pieces concatenated are the visible answer; each piece is well-formed UTF-16. */
export interface TextEvent {
  readonly type: 'text';
  readonly text: string;
}

/** A tag has begun and nothing of it will be shown; exactly one `action`, `malformed` or `suppressed` follows for it. */
export interface TagStartEvent {
  readonly type: 'tag-start';
  readonly slug: string;
  /** Where the `[` stands in the concatenated input. */
  readonly offset: number;
}

/** A complete tag. `params` is checked for form only: the flow's own input schema is still to be applied. */
export interface ActionEvent {
  readonly type: 'action';
  /** Unique in this response, and the same however the response is cut into chunks. */
  readonly id: string;
  /** 0 for the first action of the response. */
  readonly index: number;
  readonly slug: string;
  readonly params: JsonObject;
  /** The tag as the model wrote it: for the audit, never for the chat. */
  readonly raw: string;
  readonly span: Span;
  readonly repairs: readonly Repair[];
  /** False when an allow-list was given and the slug is not on it. */
  readonly known: boolean;
}

/** A tag that does not run. With `stripped: false` its text was left in the answer. */
export interface MalformedEvent {
  readonly type: 'malformed';
  readonly slug: string;
  readonly reason: MalformedReason;
  readonly raw: string;
  readonly span: Span;
  readonly stripped: boolean;
  readonly known: boolean;
}

/** A sound tag that was taken out and not handed over. */
export interface SuppressedEvent {
  readonly type: 'suppressed';
  readonly slug: string;
  readonly why: 'duplicate' | 'limit';
}

/** A tag in code, in `<think>` or behind a backslash: it stays text. */
export interface QuotedEvent {
  readonly type: 'quoted';
  readonly slug: string;
}

/** Counts over the response; characters are UTF-16 code units. */
export interface InterceptorStats {
  readonly chars: number;
  /** Committed tags, whatever became of them. */
  readonly tags: number;
  /** Actions with at least one repair. */
  readonly repaired: number;
  readonly malformed: number;
  /** The most characters held back after any chunk. */
  readonly heldMax: number;
}

/** Always the last event. */
export interface EndEvent {
  readonly type: 'end';
  readonly stats: InterceptorStats;
}

export type InterceptorEvent =
  | TextEvent
  | TagStartEvent
  | ActionEvent
  | MalformedEvent
  | SuppressedEvent
  | QuotedEvent
  | EndEvent;
