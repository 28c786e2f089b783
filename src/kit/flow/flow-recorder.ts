import { isReservedName } from '../../expression/reserved-names.ts';
import { joinPointer } from '../../flow/json-position.ts';
import type { Json } from '../../json.ts';
import { placeText, type CallPlace } from './call-place.ts';
import { FlowDefinitionError } from './definition-error.ts';
import { makeReference, makeUnnamed, type ReferenceParts } from './reference.ts';
import { StepScope } from './step-scope.ts';
import { toJson, type JsonContext } from './to-json.ts';
import { isFlat, writeEnvelope, writeSettings, writeStep, type StepParts } from './write-step.ts';
import type { Dialect } from './write-text.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Types whose nested results join the scope around them. */
const TRANSPARENT_TYPES: ReadonlySet<string> = new Set(['condition']);

/** Collects the steps of one flow while its function runs, and knows where each was written. */
export class FlowRecorder {
  readonly dialect: Dialect;
  /** Where each step was added, by its JSON pointer. */
  readonly places = new Map<string, CallPlace>();
  readonly #names = new Map<string, CallPlace | undefined>();
  #scope = new StepScope(undefined, 'the flow', true);
  #list: { steps: Json[]; pointer: string } | undefined;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  /** Runs a function that adds steps to a list, which stands at the pointer. */
  collect<Returned>(pointer: string, add: () => Returned, steps: Json[] = []): { steps: Json[]; returned: Returned } {
    const outer = this.#list;
    this.#list = { steps, pointer };
    try {
      const returned = add();
      if (returned instanceof Promise) throw asynchronous(returned);
      return { steps, returned };
    } finally {
      this.#list = outer;
    }
  }

  /** Adds a step and returns the reference to its result. */
  add(parts: StepParts, place: CallPlace | undefined): object {
    const { key, type } = parts;
    return atStep(parts, place, () => {
      const list = this.#list;
      if (list === undefined) throw new FlowDefinitionError('the flow is finished, no step can be added');
      if (key !== null) this.#takeName(key, place);
      // Its place is taken at once: steps inside are written before it is.
      const index = list.steps.push({}) - 1;
      const pointer = `${list.pointer}/${index}`;
      if (place !== undefined) this.places.set(pointer, place);
      const envelope = writeEnvelope(parts.envelope, this.#contextOf(pointer, parts));
      const settingsPointer = isFlat(type, this.dialect) ? pointer : joinPointer(pointer, 'config');
      const settings = writeSettings(type, parts.settings, this.#contextOf(settingsPointer, parts));
      list.steps[index] = writeStep(parts, envelope, settings, this.dialect);
      return key === null ? makeUnnamed(type) : makeReference({ name: key, scope: this.#scope.owner, flow: this });
    });
  }

  /** A reference to what can be read everywhere, or is not known to the builder. */
  reference(name: string): object {
    return makeReference({ name, scope: undefined, flow: this });
  }

  /** What stands outside of the steps, with references written out. */
  toJson(value: unknown, name: string): Json {
    return toJson(value, [name], this.#contextOf('', { type: 'flow', key: null }));
  }

  #contextOf(pointer: string, step: Pick<StepParts, 'type' | 'key' | 'locals'>): JsonContext {
    return {
      dialect: this.dialect,
      checkReference: (reference) => this.#checkReference(reference),
      collectSteps: (add, path) => {
        const outer = this.#scope;
        const isHandler = path[0] === 'on_error';
        const locals = isHandler ? ['error'] : (step.locals ?? []);
        const isClosed = !isHandler && !TRANSPARENT_TYPES.has(step.type);
        const scope = new StepScope(outer, titleOf(step), isClosed, locals);
        const given = Object.fromEntries(locals.map((name) => [name, makeReference({ name, scope, flow: this })]));
        this.#scope = scope;
        try {
          return this.collect(path.reduce<string>(joinPointer, pointer), () => add(given)).steps;
        } finally {
          this.#scope = outer;
        }
      },
    };
  }

  #takeName(key: string, place: CallPlace | undefined): void {
    if (!NAME.test(key)) throw new FlowDefinitionError('this is no name: use letters, digits and "_"');
    if (isReservedName(key))
      throw new FlowDefinitionError(`the name is reserved; write "${key}_result" or another name`);
    if (this.#names.has(key)) {
      const first = this.#names.get(key);
      throw new FlowDefinitionError(
        'there is a step of that name already',
        undefined,
        first === undefined ? undefined : `The first one: ${placeText(first)}`,
      );
    }
    this.#names.set(key, place);
  }

  #checkReference({ root: { name, scope, flow } }: ReferenceParts): void {
    if (flow !== this) throw new FlowDefinitionError(`"${name}" is of another flow`);
    if (scope === undefined) return;
    if (!this.#scope.isInside(scope)) {
      throw new FlowDefinitionError(
        `"${name}" is made in ${scope.title} and cannot be read outside`,
        undefined,
        'Read it from the result of that step.',
      );
    }
    const hiding = this.#scope.hiding(name, scope);
    if (hiding !== undefined) {
      throw new FlowDefinitionError(
        `"${name}" of ${scope.title} is hidden by that of ${hiding.title}`,
        undefined,
        'Give one of them another name with "as".',
      );
    }
  }
}

function titleOf({ type, key }: Pick<StepParts, 'type' | 'key'>): string {
  return key === null ? `a step ${type}` : `"${key}" (${type})`;
}

/** Says of every mistake in which step it is and where that was written. */
function atStep<Value>({ type, key }: StepParts, place: CallPlace | undefined, work: () => Value): Value {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof FlowDefinitionError) || thrown.place !== undefined || place === undefined) throw thrown;
    const step = key === null ? `A step ${type}` : `Step "${key}" (${type})`;
    throw new FlowDefinitionError(`${step}: ${thrown.message}`, place, thrown.detail);
  }
}

function asynchronous(promise: Promise<unknown>): FlowDefinitionError {
  // Whatever it ends with, the mistake is that there is a promise.
  promise.catch(() => undefined);
  return new FlowDefinitionError(
    'the function that adds steps is asynchronous',
    undefined,
    'It describes the flow and waits for nothing: leave "async" away. What it needs, load before defineFlow.',
  );
}
