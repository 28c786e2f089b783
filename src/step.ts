import type { z } from 'zod';
import { GenieError } from './errors.ts';
import type { AbsencePolicy } from './expression/absence-policy.ts';
import type { JsonObject } from './json.ts';
import type { PortName } from './ports/index.ts';
import { rawSettingsOf, type RawSettingKind } from './step/raw-settings.ts';
import { readSchema, settingsSchemaOf } from './step/schema-of.ts';
import type { AnySchema, SchemaInput, SchemaOutput } from './step/schema/index.ts';
import { NOTHING_OPEN, type IsOpen, type ProblemFinder, type SettingProblem } from './step/setting-problem.ts';
import type { StepContext } from './step/step-context.ts';

export { expression, namedStepLists, stepList, type RawSettingKind } from './step/raw-settings.ts';
export type { AnySchema, SchemaInput, SchemaOutput } from './step/schema/index.ts';
export type { IsOpen, SettingProblem } from './step/setting-problem.ts';
export type {
  ChildScope,
  ProgressKind,
  RawSteps,
  RunStepsOptions,
  StepContext,
  StepsOutcome,
} from './step/step-context.ts';

/** What a step does to the world: nothing, it looks, or it changes something. */
export type Effect = 'none' | 'read' | 'write';

/** What stops a run as a whole, or waits for a person: neither `on_error` nor `on_item_error` passes it over. */
const ENDS_RUN: ReadonlySet<string> = new Set([
  'STEP_LIMIT',
  'OUTCOME_UNKNOWN',
  'RUN_TAKEN_OVER',
  'JOURNAL_UNAVAILABLE',
]);

/** Whether a failure ends the run, whatever a step says about failures. */
export function endsRun({ code }: GenieError): boolean {
  return ENDS_RUN.has(code);
}

/** What the world does with a value: `target` picks a collection or a flow, `credential` logs in, `output` is what the caller sees. */
export type SinkKind =
  | 'url'
  | 'prompt'
  | 'system'
  | 'action'
  | 'code'
  | 'identity'
  | 'query'
  | 'target'
  | 'outgoing'
  | 'credential'
  | 'queue'
  | 'stored'
  | 'log'
  | 'output';

/** Where untrusted or secret values come from and where they must not go; read by the security rules. */
export interface Taint {
  /** What the result is made of. */
  source?: 'external' | 'model' | 'secret';
  /** Settings that act on the world as they are written; `params.url` is a setting inside of a setting. */
  sinks?: Readonly<Record<string, SinkKind>>;
}

export interface StepDefinition<Config extends AnySchema, Result extends AnySchema, Needs extends PortName> {
  /** The name in a flow. Built-in types use `snake_case` or `kebab-case`; actions `action:<name>`. */
  type: string;
  /** 1: settings stand under `config`. 2: settings stand beside `type` (flow-language, section 2). */
  dialect?: 1 | 2;
  /** One sentence, for people. */
  summary: string;
  needs: readonly Needs[];
  /** Or a function of the settings: of the checked ones when a step runs, of the written ones when a flow is checked. */
  effect: Effect | ((config: SchemaOutput<Config>) => Effect);
  /**
   * Settings after references are resolved: an object schema of zod 4, zod 3 (3.24 or later), Valibot (1.0 or later), or
   * another library with Standard JSON Schema. Both schemas may be functions, called when the type is first used.
   */
  config: Config | (() => Config);
  result: Result | (() => Result);
  /** Settings that parse: documentation and test. */
  example: SchemaInput<Config>;
  /** Top-level settings in which an optional parameter may be absent; every other setting is `fail`. */
  absence?: Readonly<Record<string, AbsencePolicy>>;
  /** Milliseconds. `null`: not limited itself, because the steps in it are. Default: 120,000 and 120,000. */
  timeout?: { defaultMs: number; maxMs: number } | null;
  /** What the step does to a browser session; results of such steps are not carried over to another process. */
  session?: 'opens' | 'uses' | 'closes';
  taint?: Taint;
  /** A JSON Schema of the result, where the settings say more than `result` does. */
  resultType?(config: JsonObject): JsonObject | undefined;
  /**
   * What is wrong with the settings as a whole. Asked about the checked settings when a step runs, which then fails, and about
   * the written ones when a flow is checked: `isOpen` tells which values only a run will know. Must not throw.
   */
  problemsOf?(config: JsonObject, isOpen: IsOpen): readonly SettingProblem[];
  /**
   * Whether the service does a write once, however often it comes with the same idempotency key: then a resumed run repeats
   * it when its outcome is unknown. Default: it does not, and a person decides.
   */
  takesIdempotencyKey?(config: SchemaOutput<Config>, ports: StepContext<Needs>['ports']): boolean;
  run(config: SchemaOutput<Config>, context: StepContext<Needs>): Promise<SchemaInput<Result>> | SchemaInput<Result>;
  /** The result of a dry run; derived from the settings, without any port. */
  stub(config: SchemaOutput<Config>, context: StepContext<never>): Promise<SchemaInput<Result>> | SchemaInput<Result>;
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
  /** JSON Schema (2020-12) of the settings as they are written, without references: an object schema with `properties`. */
  readonly settingsSchema: JsonObject;
  /** JSON Schema (2020-12) of the result, whatever the settings are. */
  readonly resultSchema: JsonObject;
  resultType(config: JsonObject): JsonObject | undefined;
  problemsOf(config: JsonObject, isOpen: IsOpen): readonly SettingProblem[];
  takesIdempotencyKey(config: unknown, ports: StepContext['ports']): boolean;
  run(config: unknown, context: StepContext): Promise<unknown>;
  stub(config: unknown, context: StepContext): Promise<unknown>;
}

/** Makes a step type. Throws `STEP_TYPE_INVALID` when the definition cannot be one. */
export function defineStep<Config extends AnySchema, Result extends AnySchema, const Needs extends PortName = never>(
  definition: StepDefinition<Config, Result, Needs>,
): StepType {
  if (!/^[a-z][a-z0-9_:-]*$/.test(definition.type)) {
    throw new GenieError(
      'STEP_TYPE_INVALID',
      `"${definition.type}" cannot be the name of a step type: use a-z, 0-9, "_" and "-"`,
    );
  }
  const { effect } = definition;
  const { type } = definition;
  const problemsOf: ProblemFinder = (config, isOpen) => definition.problemsOf?.(config, isOpen) ?? [];
  const config = lazily(() => readSchema(type, definition.config));
  const result = lazily(() => readSchema(type, definition.result));
  const checkedConfig = lazily(() => withProblems(config().zod, problemsOf));
  const rawSettings = lazily(() => rawSettingsOf(config().zod));
  const settingsSchema = lazily(() => settingsSchemaOf(type, config()));
  const resultSchema = lazily(() => result().toJsonSchema('output'));
  return Object.freeze({
    type,
    dialect: definition.dialect ?? 1,
    summary: definition.summary,
    needs: definition.needs,
    isPure: effect === 'none',
    get config() {
      return checkedConfig();
    },
    get result() {
      return result().zod;
    },
    example: definition.example,
    absence: definition.absence ?? {},
    timeout: definition.timeout === undefined ? { defaultMs: 120_000, maxMs: 120_000 } : definition.timeout,
    session: definition.session,
    taint: definition.taint ?? {},
    get rawSettings() {
      return rawSettings();
    },
    get settingsSchema() {
      return settingsSchema();
    },
    get resultSchema() {
      return resultSchema();
    },
    effectOf: typeof effect === 'function' ? (config: unknown) => effect(config as SchemaOutput<Config>) : () => effect,
    resultType: (config: JsonObject) => definition.resultType?.(config),
    problemsOf,
    takesIdempotencyKey: (config: unknown, ports: StepContext['ports']) =>
      definition.takesIdempotencyKey?.(config as SchemaOutput<Config>, ports) ?? false,
    run: async (config: unknown, context: StepContext) => definition.run(config as SchemaOutput<Config>, context),
    stub: async (config: unknown, context: StepContext) =>
      definition.stub(config as SchemaOutput<Config>, context as StepContext<never>),
  });
}

/** The same schema, which also refuses what is wrong with the settings as a whole. */
function withProblems<Config extends z.ZodType>(config: Config, problemsOf: ProblemFinder): Config {
  return config.superRefine((settings, issues) => {
    for (const { path, message } of problemsOf(settings as JsonObject, NOTHING_OPEN)) {
      issues.addIssue({ code: 'custom', path: [...path], message });
    }
  });
}

/** Makes a value at its first use: the schemas of all step types together take longer to make than a short run. */
function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
