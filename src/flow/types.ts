import type { Json, JsonObject } from '../json.ts';
import type { JsonProblemKind, RelatedRange, TextRange } from './json-document.ts';

export interface RetryPolicy {
  /** Tries in all; the first one counts. */
  attempts: number;
  /** The longest pause before the second try. */
  delayMs: number;
  backoff: 'fixed' | 'exponential';
  /** No pause is longer. */
  maxDelayMs: number;
  /** An expression over `error`; `undefined`: after every error that can be retried. */
  if: string | undefined;
}

/** What happens when a step fails; the steps are read when their time comes. */
export type OnError = 'fail' | 'continue' | { steps: readonly Json[] };

/** A step of either dialect. */
export interface Step {
  type: string;
  /** `result_key` or `name`. */
  key: string | undefined;
  dialect: 1 | 2;
  description: string | undefined;
  /** An expression; the step is skipped when it is false. */
  when: string | undefined;
  timeoutMs: number | undefined;
  retry: RetryPolicy | undefined;
  onError: OnError;
  /** The step's own settings, references unresolved. Never changed: it may be part of the document. */
  config: JsonObject;
  /** `$lint`. */
  lint: JsonObject | undefined;
  /** As it stands in the document. */
  raw: JsonObject;
  /** The JSON pointer of the step in the document. */
  pointer: string;
}

/** A flow document of either dialect. Where the document has problems: as much of it as could be read. */
export interface Flow {
  slug: string;
  name: string;
  description: string;
  active: boolean;
  confirm: boolean;
  /** JSON Schema of the parameters. */
  input: JsonObject | undefined;
  steps: Step[];
  finally: Step[];
  /** A template; `undefined` when the flow has none. */
  output: Json | undefined;
  outputSchema: JsonObject | undefined;
  timeoutMs: number | undefined;
  lint: JsonObject | undefined;
  raw: JsonObject;
}

export type FlowRule =
  | 'json/syntax'
  | 'json/duplicate-key'
  | 'flow/too-large'
  | 'flow/too-deep'
  | 'flow/type'
  | 'flow/range'
  | 'time/step-limit'
  | 'flow/missing-key'
  | 'flow/unknown-key'
  | 'flow/conflicting-keys'
  | 'flow/slug-format'
  | 'flow/key-format'
  | 'ref/reserved-name'
  | 'ref/duplicate-result-key';

/** Something in a document that keeps it from being a flow. */
export interface FieldProblem {
  rule: FlowRule;
  /** Names the field and what to write instead. */
  message: string;
  /** The JSON pointer of the value, or of the key that is wrong. */
  pointer: string;
  /** What the pointer means: the value, or the key before it. */
  target: 'value' | 'key';
  /** The JSON pointer of the other place that the problem is about. */
  relatedPointer?: string;
  /** The name of a key, or the text, that most likely should be there. */
  meant?: string;
}

/** A problem with its place in the text; both offsets are 0 when there is no text. */
export interface FlowProblem extends TextRange {
  rule: FlowRule;
  message: string;
  pointer: string;
  related?: RelatedRange[];
  meant?: string;
  /** Of a mistake in the JSON itself. */
  kind?: JsonProblemKind;
}
