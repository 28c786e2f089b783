import type { Json } from '../json.ts';

/** A part of a text: UTF-16 offsets, `end` exclusive. */
export interface TextRange {
  start: number;
  end: number;
}

export type JsonKind = 'object' | 'list' | 'string' | 'number' | 'boolean' | 'null';

/** One value of a document and where it stands. Strings include their quotes. */
export interface JsonNode extends TextRange {
  readonly kind: JsonKind;
  /** What the node means, made like `JSON.parse` does: plain objects, `__proto__` an own key, the last of equal keys wins. */
  readonly value: Json;
  /** Of an object, in the order of the text, duplicates included; else empty. */
  readonly properties: readonly JsonProperty[];
  /** Of a list; else empty. */
  readonly items: readonly JsonNode[];
}

/** A key with its value; the range is the key's. */
export interface JsonProperty extends TextRange {
  readonly key: string;
  /** `undefined` where the text has none. */
  readonly value: JsonNode | undefined;
}

export type JsonProblemKind =
  | 'bad-escape'
  | 'bad-number'
  | 'comment'
  | 'control-character'
  | 'duplicate-key'
  | 'empty'
  | 'missing-bracket'
  | 'missing-colon'
  | 'missing-comma'
  | 'missing-key'
  | 'missing-value'
  | 'trailing-comma'
  | 'truncated'
  | 'unexpected'
  | 'unquoted'
  | 'wrong-quotes';

/** Another place that a problem is about. */
export interface RelatedRange extends TextRange {
  label: string;
}

/** One mistake in the text. */
export interface JsonProblem extends TextRange {
  kind: JsonProblemKind;
  message: string;
  related?: RelatedRange[];
}

/** A text read as JSON, as far as it can be. */
export interface JsonDocument {
  readonly text: string;
  /** `undefined` when the text holds no value at all. */
  readonly root: JsonNode | undefined;
  /** At most `MAX_JSON_PROBLEMS`. */
  readonly problems: readonly JsonProblem[];
  /** Levels of brackets inside each other. */
  readonly depth: number;
}

/** Beyond this number, further problems of a text are not collected. */
export const MAX_JSON_PROBLEMS = 200;
