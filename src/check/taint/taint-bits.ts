import type { Binding } from '../model/index.ts';

/**
 * What a value is made of, as a set of bits: joining values joins their bits. Nothing set means that the flow's author,
 * Directus or the queue vouch for it.
 */
export const TAINT = {
  /** Stands for the person of the session: from `$context`, or from rows that were read by it. */
  own: 1,
  /** What the model wrote into the ACTION tag. */
  input: 2,
  /** From a web page. */
  page: 4,
  /** From an HTTP answer. */
  http: 8,
  /** What a language model answered. */
  answer: 16,
  /** Of what is untrusted, some can be any text; without it only numbers, ids and dates. */
  text: 32,
  secret: 64,
  /** From a collection with what people entrusted to the platform. */
  private: 128,
  /** From a row that untrusted values picked, with nobody asking whose it is. */
  chosen: 256,
} as const;

/** From somewhere else than the person's own conversation. */
export const OUTSIDE = TAINT.page | TAINT.http | TAINT.answer;

export const UNTRUSTED = TAINT.input | OUTSIDE;

/** What can be untrusted, or picked by what is; the rest is the host's. */
export const UNTRUSTED_BINDINGS: readonly Binding['kind'][] = ['input', 'result', 'steps', 'item'];

/** Whether the value can hold words that nobody vouches for. */
export function isFreeText(bits: number): boolean {
  return (bits & UNTRUSTED) !== 0 && (bits & TAINT.text) !== 0;
}

/** Where a value comes from, for people; the farthest source first. */
export function sourceWords(bits: number): string {
  if ((bits & TAINT.answer) !== 0) return "a model's answer";
  if ((bits & TAINT.page) !== 0) return 'text of a web page';
  if ((bits & TAINT.http) !== 0) return 'an HTTP answer';
  return "the model's output";
}

/** The one bit that `sourceWords` speaks of. */
export function sourceBit(bits: number): number {
  for (const bit of [TAINT.answer, TAINT.page, TAINT.http, TAINT.input]) if ((bits & bit) !== 0) return bit;
  return 0;
}
