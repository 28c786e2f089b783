import { z } from 'zod';
import { GenieError } from './errors.ts';
import type { AbsencePolicy } from './expression/absence-policy.ts';
import type { Json, JsonObject } from './json.ts';
import type { PortName, Ports } from './ports/index.ts';

/** What a step does to the world: nothing, it looks, or it changes something. */
export type Effect = 'none' | 'read' | 'write';

/** The steps of a list setting, untouched: the engine reads and runs them when their time comes. */
export type RawSteps = readonly Json[];

/** What a list of steps left behind. */
export interface StepsOutcome {
  /** Results of finished steps by key, also of those in a branch of a `condition` and in `on_error`. */
  results: JsonObject;
  /** The same, with `null` for steps that were skipped or passed over: what an expression about the list reads. */
  outcomes: JsonObject;
  /** The result of the last step that ran; `null` when none did. */
  last: Json;
}

export interface RunStepsOptions {
  /** Names for the steps inside, beside what is already in scope. With locals, results stay inside the list; without, they join the scope around it. */
  locals?: JsonObject;
  /** Stops this list alone. */
  signal?: AbortSignal;
  /** Looks at the world anew: what an earlier try of the run finished in this list is done again. */
  isFresh?: boolean;
}

export type ProgressKind = 'tokens' | 'items' | 'polls' | 'retry' | 'log' | 'text';

/** What stops a run as a whole, or waits for a person: neither `on_error` nor `on_item_error` passes it over. */
const ENDS_RUN: ReadonlySet<string> = new Set(['STEP_LIMIT', 'OUTCOME_UNKNOWN']);

/** Whether a failure ends the run, whatever a step says about failures. */
export function endsRun({ code }: GenieError): boolean {
  return ENDS_RUN.has(code);
}

/** What `run` and `stub` get besides the settings. */
export interface StepContext<Needs extends PortName = PortName> {
  ports: Pick<Ports, Needs>;
  /** Aborted at the step's time limit, the flow's, and when the run is cancelled. */
  signal: AbortSignal;
  /** The step's time limit in milliseconds; `undefined` for steps that only contain others. */
  timeoutMs: number | undefined;
  /** The same for every try of this step in this run. */
  idempotencyKey: string;
  /** `$context`, as the host vouches for it. */
  context: JsonObject;
  /** Values that live as long as the run and never leave it. */
  runState: Map<string, unknown>;
  progress: (kind: ProgressKind, done: number, more?: { total?: number; text?: string; data?: Json }) => void;
  /** Adds a line to the `warnings` of the run's report. */
  warn: (code: string, message: string) => void;
  /** From now on the value is masked wherever the run writes or shows anything. */
  addSecret: (value: string) => void;
  /** Names the browser session that the step works in, where its settings and result do not. */
  useSession: (sessionId: string) => void;
  /** Called once when the run ends, whatever happened, the newest first. */
  onRelease: (release: () => Promise<void>) => void;
  /** Runs the steps of a setting; `path` names the setting and, in a loop, the round: `["then"]`, `["steps", 3]`. */
  runSteps: (path: readonly (string | number)[], steps: RawSteps, options?: RunStepsOptions) => Promise<StepsOutcome>;
  /** Evaluates a setting that is an expression. */
  evaluate: (expression: string, locals?: JsonObject) => Json;
  /** Ends the whole flow at once, successfully, with that output. */
  endFlow: (value: Json) => never;
}

/** Where untrusted or secret values come from and where they must not go; read by the security rules. */
export interface Taint {
  /** What the result is made of. */
  source?: 'external' | 'model' | 'secret';
  /** Settings that act on the world as they are written. */
  sinks?: Readonly<
    Record<string, 'url' | 'prompt' | 'system' | 'action' | 'code' | 'identity' | 'query' | 'outgoing' | 'queue'>
  >;
}

export interface StepDefinition<Config extends z.ZodType, Result extends z.ZodType, Needs extends PortName> {
  /** The name in a flow. Built-in types use `snake_case` or `kebab-case`; actions `action:<name>`. */
  type: string;
  /** 1: settings stand under `config`. 2: settings stand beside `type` (flow-language, section 2). */
  dialect?: 1 | 2;
  /** One sentence, for people. */
  summary: string;
  needs: readonly Needs[];
  /** Or a function of the settings: of the checked ones when a step runs, of the written ones when a flow is checked. */
  effect: Effect | ((config: z.output<Config>) => Effect);
  /** Settings after references are resolved. Both schemas may be functions, called when the type is first used. */
  config: Config | (() => Config);
  result: Result | (() => Result);
  /** Settings that parse: documentation and test. */
  example: z.input<Config>;
  /** Top-level settings in which an optional parameter may be absent; every other setting is `fail`. */
  absence?: Readonly<Record<string, AbsencePolicy>>;
  /** Milliseconds. `null`: not limited itself, because the steps in it are. Default: 120,000 and 120,000. */
  timeout?: { defaultMs: number; maxMs: number } | null;
  /** What the step does to a browser session; results of such steps are not carried over to another process. */
  session?: 'opens' | 'uses' | 'closes';
  taint?: Taint;
  /** A JSON Schema of the result, where the settings say more than `result` does. */
  resultType?(config: JsonObject): JsonObject | undefined;
  run(config: z.output<Config>, context: StepContext<Needs>): Promise<z.input<Result>> | z.input<Result>;
  /** The result of a dry run; derived from the settings, without any port. */
  stub(config: z.output<Config>, context: StepContext<never>): Promise<z.input<Result>> | z.input<Result>;
}

/** A step type with its types forgotten, as the catalogue holds it. */
export interface StepType {
  readonly type: string;
  readonly dialect: 1 | 2;
  readonly summary: string;
  readonly needs: readonly PortName[];
  /** Whatever its settings, it does nothing to the world and looks at nothing. */
  readonly isPure: boolean;
  readonly config: z.ZodType;
  readonly result: z.ZodType;
  readonly example: unknown;
  readonly absence: Readonly<Record<string, AbsencePolicy>>;
  readonly timeout: { defaultMs: number; maxMs: number } | null;
  readonly session: 'opens' | 'uses' | 'closes' | undefined;
  readonly taint: Taint;
  /** Settings that hold steps or expressions, and are therefore not resolved as text. */
  readonly rawSettings: Readonly<Record<string, RawSettingKind>>;
  effectOf(config: unknown): Effect;
  resultType(config: JsonObject): JsonObject | undefined;
  run(config: unknown, context: StepContext): Promise<unknown>;
  stub(config: unknown, context: StepContext): Promise<unknown>;
}

export type RawSettingKind = 'steps' | 'named-steps' | 'expression';

const RAW_SETTING = 'rawSetting';

/** A setting that holds a list of steps. */
export function stepList() {
  return z
    .custom<RawSteps>((value) => Array.isArray(value), 'must be a list of steps')
    .meta({ [RAW_SETTING]: 'steps' });
}

/** A setting that holds step lists by name. */
export function namedStepLists() {
  return z
    .custom<Readonly<Record<string, RawSteps>>>(isNamedStepLists, 'must be an object whose values are lists of steps')
    .meta({ [RAW_SETTING]: 'named-steps' });
}

/** A setting that holds an expression, with or without braces. */
export function expression() {
  return z
    .union([z.string().min(1), z.boolean()])
    .transform(String)
    .meta({ [RAW_SETTING]: 'expression' });
}

/** Makes a step type. Throws `STEP_TYPE_INVALID` when the definition cannot be one. */
export function defineStep<Config extends z.ZodType, Result extends z.ZodType, const Needs extends PortName = never>(
  definition: StepDefinition<Config, Result, Needs>,
): StepType {
  if (!/^[a-z][a-z0-9_:-]*$/.test(definition.type)) {
    throw new GenieError(
      'STEP_TYPE_INVALID',
      `"${definition.type}" cannot be the name of a step type: use a-z, 0-9, "_" and "-"`,
    );
  }
  const { effect } = definition;
  const config = lazily(() => schemaOf(definition.config));
  const result = lazily(() => schemaOf(definition.result));
  const rawSettings = lazily(() => rawSettingsOf(config()));
  return Object.freeze({
    type: definition.type,
    dialect: definition.dialect ?? 1,
    summary: definition.summary,
    needs: definition.needs,
    isPure: effect === 'none',
    get config() {
      return config();
    },
    get result() {
      return result();
    },
    example: definition.example,
    absence: definition.absence ?? {},
    timeout: definition.timeout === undefined ? { defaultMs: 120_000, maxMs: 120_000 } : definition.timeout,
    session: definition.session,
    taint: definition.taint ?? {},
    get rawSettings() {
      return rawSettings();
    },
    effectOf: typeof effect === 'function' ? (config: unknown) => effect(config as z.output<Config>) : () => effect,
    resultType: (config: JsonObject) => definition.resultType?.(config),
    run: async (config: unknown, context: StepContext) => definition.run(config as z.output<Config>, context),
    stub: async (config: unknown, context: StepContext) =>
      definition.stub(config as z.output<Config>, context as StepContext<never>),
  });
}

function schemaOf<Schema extends z.ZodType>(schema: Schema | (() => Schema)): Schema {
  return typeof schema === 'function' ? schema() : schema;
}

/** Makes a value at its first use: the schemas of all step types together take longer to make than a short run. */
function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

function isNamedStepLists(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(Array.isArray)
  );
}

function rawSettingsOf(config: z.ZodType): Record<string, RawSettingKind> {
  const kinds: Record<string, RawSettingKind> = {};
  const shape = config instanceof z.ZodObject ? (config.shape as Record<string, z.ZodType>) : {};
  for (const [name, setting] of Object.entries(shape)) {
    const kind = rawSettingOf(setting);
    if (kind !== undefined) kinds[name] = kind;
  }
  return kinds;
}

function rawSettingOf(setting: z.ZodType): RawSettingKind | undefined {
  for (let schema: z.ZodType | undefined = setting; schema !== undefined; schema = innerOf(schema)) {
    const kind = schema.meta()?.[RAW_SETTING];
    if (kind !== undefined) return kind as RawSettingKind;
  }
  return undefined;
}

function innerOf(schema: z.ZodType): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return schema.unwrap() as z.ZodType;
  }
  return undefined;
}
