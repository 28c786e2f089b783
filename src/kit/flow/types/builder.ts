import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { JsonObject } from '../../../json.ts';
import type { BuiltInStepTypes } from '../step-types/index.ts';
import type { LoopSettings } from '../step-types/loop.ts';
import type { AnyJson, Expression, IsUnchecked, Ref, Reference, Text, TypeOf, Unnamed } from './reference.ts';
import type { RefinedResult, RoundOf } from './result.ts';
import type { FromInput } from './schema.ts';
import type {
  FlowContext,
  FlowUser,
  JsonInput,
  JsonObjectInput,
  NamedSteps,
  SchemaInput,
  StepEnvelope,
  Steps,
} from './setting.ts';

/**
 * Settings and results by step type. Name your own: `declare module 'genie-actions' { interface StepTypes { greet: { settings:
 * { name: Setting<string> }; result: { text: string } } } }`; or give the step type itself instead of its name.
 */
export interface StepTypes extends BuiltInStepTypes {}

/** A step type or an action as `defineStep` and `defineAction` make it, or just its name: `{ type: 'greet' }`. */
export interface StepTypeLike<Settings = JsonObjectInput, Result = AnyJson> {
  readonly type: string;
  readonly '~settings'?: Settings;
  readonly '~result'?: Result;
}

/** A type of step, by its name or itself. `loop` has a function of its own. */
export type StepTypeChoice = Exclude<keyof StepTypes, 'loop'> | StepTypeLike<object, unknown>;

type SettingsFor<Type> = Type extends keyof StepTypes
  ? StepTypes[Type]['settings']
  : Type extends { readonly '~settings'?: infer Settings }
    ? Known<Settings, OpenSettings>
    : OpenSettings;

type Known<Type, Otherwise> = unknown extends Type ? Otherwise : Exclude<Type, undefined>;

/** Settings of a type of which only the name is known. */
interface OpenSettings {
  readonly [name: string]: JsonInput | Steps | NamedSteps | SchemaInput | undefined;
}

type ResultFor<Type, Settings> = Type extends keyof BuiltInStepTypes
  ? RefinedResult<Type, Settings, BuiltInStepTypes[Type]['result']>
  : Type extends keyof StepTypes
    ? StepTypes[Type]['result']
    : Type extends { readonly '~result'?: infer Result }
      ? Known<Result, AnyJson>
      : AnyJson;

/** The settings as they were written when they are right; else what they should be, so that the mistake is named. */
type Checked<Written, Settings> = Written extends Settings
  ? Exclude<keyof Written, keyof Settings> extends never
    ? Written
    : Settings
  : Settings;

type Made<Key, Type> = Key extends string ? Ref<Key, Type> : Unnamed<Type>;

/** What steps inside a loop see. */
export interface LoopScope<Items> {
  /** The item of this round. */
  readonly item: Ref<'item', ItemOf<Items>>;
  /** Its place, from 0. */
  readonly index: Ref<'index', number>;
}

type ItemOf<Items> =
  IsUnchecked<Items> extends true
    ? AnyJson
    : Items extends Reference<unknown>
      ? TypeOf<Items> extends readonly (infer Entry)[]
        ? Entry
        : AnyJson
      : Items extends readonly (infer Entry)[]
        ? TypeOfConstant<Entry>
        : AnyJson;

type TypeOfConstant<Value> = Value extends Reference<unknown> ? TypeOf<Value> : Value;

/** What the function of a flow works with. */
export interface FlowBuilder<Input = AnyJson> {
  /** The parameters. */
  readonly input: Ref<'input', Input>;
  /** What the host vouches for. */
  readonly context: Ref<'context', FlowContext>;
  readonly user: Ref<'user', FlowUser>;
  /** The variables that the configuration allows. */
  readonly env: Ref<'env', AnyJson>;
  /**
   * Adds a step and returns its result for later steps. The first argument names the result; `null` when nobody reads it.
   * Steps inside are functions that add them: `step(null, 'condition', { if: …, then: () => { step(…) } })`.
   */
  readonly step: <const Key extends string | null, const Type extends StepTypeChoice, const Settings>(
    key: Key,
    type: Type,
    settings: Checked<Settings, SettingsFor<Type>>,
    envelope?: StepEnvelope,
  ) => Made<Key, ResultFor<Type, Settings>>;
  /** Adds a loop. What the function returns types the rounds: `({ item }) => ({ page: step('page', …) })`. */
  readonly loop: <const Key extends string | null, const Items extends LoopSettings['items'], Body>(
    key: Key,
    settings: Omit<LoopSettings, 'items' | 'steps'> & { readonly items: Items },
    body: (scope: LoopScope<Items>) => Body,
    envelope?: StepEnvelope,
  ) => Made<Key, (RoundOf<() => Body> | null)[]>;
  /** Adds steps that run last whatever happened: the flow's `finally`. */
  readonly always: (add: () => unknown) => void;
  /** A text around references: `` t`Hello ${input.name}` ``. */
  readonly t: (
    texts: TemplateStringsArray,
    ...values: readonly (Reference<unknown> | string | number | boolean)[]
  ) => Text;
  /** An expression: `` expr`size(${posts}) > 3` ``. */
  readonly expr: ExpressionTag;
  /** What has a name and no constant at hand, such as a result made in a branch. It is not checked. */
  readonly ref: <const Name extends string>(name: Name) => Ref<Name, AnyJson>;
  /** A place or field that cannot be written with a dot: `at(posts, 12)`, `at(page, 'two words')`. */
  readonly at: (reference: Reference<unknown>, ...path: readonly (string | number)[]) => Ref<string, AnyJson>;
}

/** Makes expressions. Their type is open unless it is said: `` expr<number>`${input.price} * 2` ``. */
export interface ExpressionTag {
  (texts: TemplateStringsArray, ...values: readonly JsonInput[]): Expression;
  <Value>(texts: TemplateStringsArray, ...values: readonly JsonInput[]): Expression<Value>;
}

/** What a flow says of itself besides its steps. */
export interface FlowHead<Input extends StandardSchemaV1 | object | undefined = undefined> {
  readonly $schema?: string | undefined;
  /** Rules of the linter that the flow may break, each with the reason. */
  readonly $lint?: Readonly<Record<string, string>> | undefined;
  /** The name in an ACTION tag. */
  readonly slug: string;
  /** Shown while the flow runs. */
  readonly name: string;
  /** What the model reads when it picks a flow. */
  readonly description?: string | undefined;
  readonly active?: boolean | undefined;
  readonly confirm?: boolean | undefined;
  /** The parameters: a schema of zod or Valibot, or a JSON Schema. */
  readonly input?: Input;
  /** What the output must satisfy: a schema of zod or Valibot, or a JSON Schema. */
  readonly output_schema?: StandardSchemaV1 | JsonObjectInput | boolean | undefined;
  /** For the whole flow, in milliseconds. */
  readonly timeout_ms?: number | undefined;
  /** How the document is spelt; 1 without it. What the flow does is the same. */
  readonly dialect?: 1 | 2 | undefined;
}

/** A flow document: frozen JSON. */
export interface FlowDocument<Input = unknown> {
  readonly slug: string;
  readonly name: string;
  readonly description?: string;
  readonly active?: boolean;
  readonly confirm?: boolean;
  readonly input?: JsonObject;
  readonly steps: readonly JsonObject[];
  readonly finally?: readonly JsonObject[];
  readonly output?: unknown;
  readonly output_schema?: JsonObject | boolean;
  readonly timeout_ms?: number;
  /** Only a type: what the parameters look like. */
  readonly '~input'?: Input;
}

export type InputOf<Schema> = FromInput<Schema>;
