import type { Scope } from '../expression/index.ts';
import type { Json, JsonObject } from '../json.ts';

type IsOptional = (root: string, field: string) => boolean;

/** What a step left behind. */
export interface StepOutcome {
  result: Json;
  /** `false` for a step that was skipped or whose failure was passed over: it has no place among the results. */
  isFinished: boolean;
}

/** Names that references can start with, seen from one list of steps. */
export class RunScope implements Scope {
  /** Results of finished steps by key, also of those in the lists that joined this scope. */
  readonly results: JsonObject;
  /** The same, with `null` for steps that were skipped or passed over. */
  readonly outcomes: JsonObject = {};
  readonly #values: Map<string, Json>;
  readonly #isOptional: IsOptional;
  readonly #parent: RunScope | undefined;
  readonly #isJoined: boolean;

  private constructor(
    values: Map<string, Json>,
    isOptional: IsOptional,
    place: { results?: JsonObject; parent?: RunScope; isJoined?: boolean },
  ) {
    this.#values = values;
    this.#isOptional = isOptional;
    this.results = place.results ?? {};
    this.#parent = place.parent;
    this.#isJoined = place.isJoined ?? false;
  }

  /** The scope of a run. `inputSchema` tells which parameters may be absent; `results` is filled as steps finish. */
  static forRun(roots: {
    input: Json;
    inputSchema: JsonObject | undefined;
    steps: Json[];
    context: JsonObject;
    env: JsonObject;
    results: JsonObject;
  }): RunScope {
    const optional = optionalProperties(roots.inputSchema);
    const values = new Map<string, Json>([
      ['input', roots.input],
      ['params', roots.input],
      ['steps', roots.steps],
      ['context', roots.context],
      ['user', userOf(roots.context)],
      ['env', roots.env],
    ]);
    return new RunScope(
      values,
      (root, field) => root === 'context' || ((root === 'input' || root === 'params') && optional.has(field)),
      { results: roots.results },
    );
  }

  /** A scope inside this one: it sees everything here, and nothing here sees it. */
  child(locals: JsonObject): RunScope {
    return new RunScope(new Map(Object.entries(locals)), this.#isOptional, { parent: this });
  }

  /** A scope inside this one whose results join it; the locals do not. */
  joined(locals: JsonObject = {}): RunScope {
    return new RunScope(new Map(Object.entries(locals)), this.#isOptional, { parent: this, isJoined: true });
  }

  /** Notes what a step left behind: from now on it can be read here. */
  note(key: string, outcome: StepOutcome): void {
    this.set(key, outcome.result);
    this.outcomes[key] = outcome.result;
    if (outcome.isFinished) this.results[key] = outcome.result;
    if (this.#isJoined) this.#parent!.note(key, outcome);
  }

  set(name: string, value: Json): void {
    this.#values.set(name, value);
  }

  get(root: string): Json | undefined {
    const value = this.#values.get(root);
    return value === undefined ? this.#parent?.get(root) : value;
  }

  *names(): Iterable<string> {
    yield* this.#values.keys();
    if (this.#parent !== undefined) yield* this.#parent.names();
  }

  isOptional(root: string, field: string): boolean {
    return this.#isOptional(root, field);
  }
}

/** `$user`: the id that the host vouches for, and the rest of `context.user`. */
function userOf(context: JsonObject): JsonObject {
  const user = context['user'];
  const id = context['user_id'];
  return {
    ...(typeof user === 'object' && user !== null && !Array.isArray(user) ? user : {}),
    ...(id === undefined ? {} : { id }),
  };
}

function optionalProperties(schema: JsonObject | undefined): Set<string> {
  const properties = schema?.['properties'];
  const required = schema?.['required'];
  const names = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  const requiredNames = new Set(Array.isArray(required) ? required : []);
  return new Set(names.filter((name) => !requiredNames.has(name)));
}
