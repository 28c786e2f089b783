import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { AnyJson, Ref, Reference } from './reference.ts';

/** A setting: a constant, or a reference to a value of that type. Texts may also hold references as they stand in JSON. */
export type Setting<Value> = Value | Reference<Widened<Value>>;

/** A reference is not asked for one of the allowed texts, only for a text. */
type Widened<Value> = Value extends string
  ? string
  : Value extends number
    ? number
    : Value extends boolean
      ? boolean
      : Value extends readonly (infer Entry)[]
        ? readonly Widened<Entry>[]
        : Value extends Reference<infer Inner>
          ? Inner
          : Value extends object
            ? object
            : Value;

/** Any JSON, with references anywhere in it. Keys whose value is `undefined` are left out. */
export type JsonInput = Scalar | Reference<unknown> | readonly JsonInput[] | JsonObjectInput;

export interface JsonObjectInput {
  readonly [key: string]: JsonInput | undefined;
}

export type Scalar = string | number | boolean | null;

export type Dictionary<Value> = Readonly<Record<string, Value>>;

/** An expression, as text or made by `expr`; or a reference whose value decides. */
export type Condition = string | boolean | Reference<unknown>;

/** A JSON Schema or its short form, or a schema of zod, Valibot or another library of the Standard Schema. */
export type SchemaInput = JsonObjectInput | StandardSchemaV1;

/** Steps inside a step: a function that adds them. What it returns types the result of the step around. */
export type Steps = () => unknown;

export type NamedSteps = Dictionary<Steps>;

/** What an `on_error` handler knows of the failure. */
export interface FailureOfStep {
  code: string;
  message: string;
  step: string;
}

/** What is tried again, and when; times in milliseconds. */
export interface RetrySettings {
  /** Tries in all; the first one counts. */
  readonly attempts: number;
  readonly delay_ms?: number | undefined;
  readonly backoff?: 'fixed' | 'exponential' | undefined;
  readonly max_delay_ms?: number | undefined;
  /** Such as `"error.code == 'RATE_LIMITED'"`. */
  readonly if?: Condition | undefined;
}

/** What every step may have besides its settings. */
export interface StepEnvelope {
  readonly description?: string | undefined;
  /** Rules of the linter that the step may break, each with the reason. */
  readonly $lint?: Dictionary<string> | undefined;
  /** The step is skipped unless this holds. */
  readonly when?: Condition | undefined;
  /** For one try, in milliseconds. */
  readonly timeout_ms?: number | undefined;
  readonly retry?: RetrySettings | undefined;
  /** `continue`: the result is `null` and the run goes on. A function adds steps that run instead. */
  readonly on_error?: 'fail' | 'continue' | ((scope: FailureScope) => unknown) | undefined;
}

export interface FailureScope {
  readonly error: Ref<'error', FailureOfStep>;
}

/** What a context holds. Declare more in a module of yours: `declare module 'genie-actions' { interface FlowContext { team: string } }`. */
export interface FlowContext {
  user_id: string;
  timestamp: string;
}

/** What `user` holds; more can be declared as for the context. */
export interface FlowUser {
  id: string;
}

export type Environment = AnyJson;
