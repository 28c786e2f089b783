import type { Scope } from '../expression/index.ts';
import type { Json, JsonObject } from '../json.ts';

/** Names that references can start with, seen from one list of steps. */
export class RunScope implements Scope {
  readonly #values: Map<string, Json>;
  readonly #parent: RunScope | undefined;
  readonly #isOptional: (root: string, field: string) => boolean;

  private constructor(
    values: Map<string, Json>,
    isOptional: (root: string, field: string) => boolean,
    parent?: RunScope,
  ) {
    this.#values = values;
    this.#isOptional = isOptional;
    this.#parent = parent;
  }

  /** The scope of a run. `inputSchema` tells which parameters may be absent. */
  static forRun(roots: {
    input: Json;
    inputSchema: JsonObject | undefined;
    steps: Json[];
    context: JsonObject;
    env: JsonObject;
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
    );
  }

  /** A scope inside this one: it sees everything here, and nothing here sees it. */
  child(locals: JsonObject): RunScope {
    return new RunScope(new Map(Object.entries(locals)), this.#isOptional, this);
  }

  /** Is this the scope of the whole run, whose results the report shows? */
  get isShared(): boolean {
    return this.#parent === undefined;
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
