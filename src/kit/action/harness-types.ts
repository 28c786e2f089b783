import type { Json, JsonObject } from '../../json.ts';
import type { AnySchema, SchemaOutput } from '../schema/index.ts';
import type { ActionDefinition, ActionInput, ActionOutput } from './types.ts';

/** A flow by its slug, or itself as `defineFlow` makes it. */
export type FlowChoice = string | { readonly slug: string };

/** A step type by its name, or itself as `defineStep` makes it. */
export type StepChoice = string | { readonly type: string };

/** Values that become JSON: properties that are `undefined` are left out. */
export type JsonInputObject = Readonly<Record<string, unknown>>;

export interface GenerateOptions {
  /** The configured model without it. */
  readonly model?: string;
  /** Instructions that the model gets before everything else. */
  readonly system?: string;
  /** Ollama's options, such as `temperature`. */
  readonly options?: JsonObject;
}

/** Arguments behind an action: its input, which may be left out where nothing in it is required. */
type InputArguments<Action extends ActionDefinition> =
  ActionInput<Action> extends undefined
    ? []
    : Record<never, never> extends ActionInput<Action>
      ? [input?: ActionInput<Action>]
      : [input: ActionInput<Action>];

/**
 * What an action does through the run that it is a part of. Everything started here is told, recorded, masked and limited
 * with that run; what the action does not wait for is stopped, and waited for, before the action ends.
 */
export interface ActionHarness {
  /** Runs another action and gives its output. */
  run<Action extends ActionDefinition>(action: Action, ...input: InputArguments<Action>): Promise<ActionOutput<Action>>;
  /** Runs a flow and gives its output. Rejects with what it fails with, or with why it may not run (`FLOW_REFUSED`). */
  run(flow: FlowChoice, input?: JsonInputObject): Promise<Json>;
  /** Runs one step and gives its result. The settings are values: nothing in them is a reference. */
  step(type: StepChoice, config?: JsonInputObject): Promise<Json>;
  /** Asks the model for a value that fits a schema, and gives what the schema makes of it. */
  generate<Schema extends AnySchema>(
    prompt: string,
    options: GenerateOptions & { readonly schema: Schema },
  ): Promise<SchemaOutput<Schema>>;
  /** Asks the model and gives its text. */
  generate(prompt: string, options?: GenerateOptions): Promise<string>;
  /** Aborted when the action is stopped: at its time limit, and with the run. */
  readonly signal: AbortSignal;
}
