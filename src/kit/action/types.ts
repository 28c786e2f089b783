import type { Effect } from '../../step.ts';
import type { Json } from '../../json.ts';
import type { AnySchema, SchemaInput, SchemaOutput } from '../schema/index.ts';
import type { ActionHarness } from './harness-types.ts';

/** What an action takes: an object schema of Valibot, zod 4, zod 3, or another library with Standard JSON Schema. */
export type ActionInputSchema = AnySchema<Record<string, unknown>>;

/** What an action gives. Its values must be JSON, and must not be `undefined`. */
export type ActionOutputSchema = AnySchema;

/** Something about a run, for its events. Attributes that JSON cannot hold are told as text, errors by name and message. */
type Log = (message: string, attributes?: Readonly<Record<string, unknown>>) => void;

export interface ActionLogger {
  readonly info: Log;
  readonly warn: Log;
  readonly error: Log;
}

/** What `run` gets, and nothing else: no request, no environment, no identity. What an action needs of those is its input. */
export type ActionContext<Input extends ActionInputSchema | undefined = undefined> = {
  readonly harness: ActionHarness;
  readonly log: ActionLogger;
} & InputPart<Input>;

/** There is no `input` where no schema says what it is. */
type InputPart<Input> = Input extends ActionInputSchema ? { readonly input: SchemaOutput<Input> } : unknown;

/** What `run` returns: what the output schema takes, or any JSON or nothing without one. */
export type ActionResult<Output> = Output extends ActionOutputSchema ? SchemaInput<Output> : unknown;

/** A schema whose values may be `undefined` cannot be an output: nothing is no JSON. */
export type DefinedOutput<Output> = Output extends ActionOutputSchema
  ? undefined extends SchemaOutput<Output>
    ? { readonly 'the output of an action must not be undefined': never }
    : unknown
  : unknown;

interface ActionParts<Input extends ActionInputSchema | undefined, Output extends ActionOutputSchema | undefined> {
  /** Shown to people and models. Its slug (`Refund order` is `refund-order`) names the step type and the tag. */
  readonly name: string;
  /** What the model reads when it picks an action. */
  readonly description: string;
  /** An object schema. Without one the action takes nothing. */
  readonly input?: Input;
  readonly output?: Output;
  /**
   * What the code itself does to the world. Default: `write`. `none` is right where all it does goes through the harness: a
   * resumed run then runs the code again, takes over the steps that are finished, and a dry run answers for the steps alone.
   */
  readonly effect?: Effect;
  /** For one call, in milliseconds, at most 600,000. Default: 120,000. */
  readonly timeoutMs?: number;
  /** The result of a dry run. Default: an example that the output schema allows. */
  stub?(this: void, given: InputPart<Input>): Promise<ActionResult<Output>> | ActionResult<Output>;
  run(this: void, context: ActionContext<Input>): Promise<ActionResult<Output>> | ActionResult<Output>;
}

/** What `defineAction` takes. */
export interface ActionOptions<
  Input extends ActionInputSchema | undefined = undefined,
  Output extends ActionOutputSchema | undefined = undefined,
> extends ActionParts<Input, Output> {
  readonly output?: Output & DefinedOutput<Output>;
}

/** An action, as `defineAction` makes it: frozen, and known by itself; a copy is none. */
export interface ActionDefinition<
  Input extends ActionInputSchema | undefined = ActionInputSchema | undefined,
  Output extends ActionOutputSchema | undefined = ActionOutputSchema | undefined,
> extends ActionParts<Input, Output> {
  readonly input: Input;
  readonly output: Output;
  readonly effect: Effect;
  readonly timeoutMs: number;
  /** The step type in a flow: `action:` and the slug. */
  readonly type: string;
  /** Only types: what a step of that type takes and gives. */
  readonly '~settings'?: ActionInput<ActionDefinition<Input, Output>>;
  readonly '~result'?: ActionOutput<ActionDefinition<Input, Output>>;
}

/** The input of an action as its callers write it; `undefined` when it takes none. */
export type ActionInput<Action extends { readonly input: unknown }> = Action['input'] extends ActionInputSchema
  ? SchemaInput<Action['input']>
  : undefined;

/** The output of an action as its callers get it; `unknown` when no schema says. */
export type ActionOutput<Action extends { readonly output: unknown }> = Action['output'] extends ActionOutputSchema
  ? SchemaOutput<Action['output']>
  : unknown;

/** A value that JSON can hold. */
export type JsonValue = Json;
