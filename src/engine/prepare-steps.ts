import type { Catalogue } from '../catalogue.ts';
import { GenieError } from '../errors.ts';
import { compileExpression, compileTemplate, type Expression, type Template } from '../expression/index.ts';
import {
  nestedListsOf,
  readSteps,
  visitSteps,
  type Flow,
  type NestedList,
  type NestedSettings,
  type Step,
} from '../flow/index.ts';
import type { JsonObject } from '../json.ts';
import type { RawSteps, StepType } from '../step.ts';

/** A step with everything parsed that can be parsed before it runs. */
export interface PreparedStep {
  step: Step;
  stepType: StepType;
  template: Template;
  when: Expression | undefined;
  retryIf: Expression | undefined;
  /** Its lists whose results can be read behind it when it has run. */
  visibleLists: readonly NestedList[];
}

/** What a step is that says nothing but its type and settings. */
const PLAIN_STEP = {
  key: undefined,
  description: undefined,
  when: undefined,
  timeoutMs: undefined,
  retry: undefined,
  onError: 'fail',
  lint: undefined,
  pointer: '',
} as const;

/** Reads nested lists when they are first needed, and each of them once. */
export class StepPreparer {
  readonly #catalogue: Catalogue;
  readonly #nestedSettings: NestedSettings;
  readonly #prepared = new WeakMap<RawSteps | readonly Step[], PreparedStep[]>();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
    this.#nestedSettings = (type) => catalogue.get(type)?.rawSettings;
  }

  /** A list as it stands in the document. Throws `FLOW_INVALID` when it is not a list of steps. */
  nested(raw: RawSteps): PreparedStep[] {
    let prepared = this.#prepared.get(raw);
    if (prepared === undefined) {
      const { steps, problems } = readSteps(raw, '');
      if (problems[0] !== undefined) throw new GenieError('FLOW_INVALID', problems[0].message, { isRetryable: false });
      prepared = steps.map((step) => this.#prepare(step));
      this.#prepared.set(raw, prepared);
    }
    return prepared;
  }

  /** Every result key that can be read behind the flow's steps. */
  visibleKeys(flow: Flow): string[] {
    const keys: string[] = [];
    visitSteps(
      flow,
      ({ step, ancestors, path }) => {
        const isVisible = path[0] !== 'finally' && ancestors.every(({ list }) => list.isVisibleAfterwards);
        if (isVisible && step.key !== undefined) keys.push(step.key);
      },
      this.#nestedSettings,
    );
    return keys;
  }

  /** The steps of a flow, once they are read. */
  steps(steps: readonly Step[]): PreparedStep[] {
    let prepared = this.#prepared.get(steps);
    if (prepared === undefined) {
      prepared = steps.map((step) => this.#prepare(step));
      this.#prepared.set(steps, prepared);
    }
    return prepared;
  }

  /** A step whose settings are values: nothing in them is resolved. Throws `STEP_TYPE_UNKNOWN`. */
  literal(type: string, config: JsonObject): PreparedStep {
    const stepType = this.#catalogue.get(type);
    if (stepType === undefined) {
      const nearest = this.#catalogue.suggest(type);
      const suggestion = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
      throw new GenieError('STEP_TYPE_UNKNOWN', `There is no step type "${type}"${suggestion}`, { isRetryable: false });
    }
    const step = { ...PLAIN_STEP, type, dialect: stepType.dialect, config, raw: { type, config } };
    return this.#prepare(step, { kind: 'constant', value: config });
  }

  #prepare(step: Step, literal?: Template): PreparedStep {
    const stepType = this.#catalogue.get(step.type);
    if (stepType === undefined) {
      throw new GenieError('FLOW_INVALID', `Unknown step type "${step.type}"`, { isRetryable: false });
    }
    return {
      step,
      stepType,
      template: literal ?? compileTemplate(step.config, new Set(Object.keys(stepType.rawSettings))),
      when: step.when === undefined ? undefined : compileExpression(step.when),
      retryIf: step.retry?.if === undefined ? undefined : compileExpression(step.retry.if),
      visibleLists: nestedListsOf(step, this.#nestedSettings).filter(
        ({ path, isVisibleAfterwards }) => isVisibleAfterwards && path[0] !== 'on_error',
      ),
    };
  }
}
