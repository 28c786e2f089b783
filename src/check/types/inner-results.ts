import { isJsonObject } from '../../json.ts';
import type { FlowModel, StepNode } from '../model/index.ts';
import { joinTypes } from './join-types.ts';
import { ANY_OBJECT, INTEGER } from './schema-type.ts';
import { ANY, type Field, type Type } from './type.ts';

/** Types whose steps never hand on a result. */
const ENDS: ReadonlySet<string> = new Set(['return', 'error']);

/** Results of steps that contain steps. `resultOf` types a step inside. */
export class InnerResults {
  readonly #model: FlowModel;
  readonly #resultOf: (step: StepNode) => Type;
  #inner: Map<StepNode, StepNode[]> | undefined;

  constructor(model: FlowModel, resultOf: (step: StepNode) => Type) {
    this.#model = model;
    this.#resultOf = resultOf;
  }

  loop(step: StepNode): Type {
    return { kind: 'list', item: this.#round(step, 'steps', undefined) };
  }

  parallel(step: StepNode): Type {
    const { branches } = step.step.config;
    if (!isJsonObject(branches)) return ANY_OBJECT;
    const fields = new Map<string, Field>();
    for (const name of Object.keys(branches)) {
      fields.set(name, { type: this.#round(step, 'branches', name), isOptional: false });
    }
    return { kind: 'object', fields, isOpen: this.#model.hasSyntaxErrors };
  }

  condition(step: StepNode): Type {
    const results = ['then', 'else'].map((list) => this.#last(step, list)).filter((type) => type !== undefined);
    return objectOf({ branch: { kind: 'string', values: ['then', 'else'] }, result: joinTypes(results) });
  }

  waitFor(step: StepNode): Type {
    return objectOf({ polls: INTEGER, waited_ms: INTEGER, result: this.#last(step, 'steps') ?? ANY });
  }

  /** The results of a list by key, those of the steps in branches inside it included. */
  #round(step: StepNode, setting: string, branch: string | undefined): Type {
    const written = listIn(step, setting, branch);
    if (written === undefined) return ANY_OBJECT;
    const steps = this.#list(step, setting, branch);
    const fields = new Map<string, Field>();
    let isOpen = this.#model.hasSyntaxErrors || steps.length < written;
    const pending = [...steps].reverse();
    for (let inner = pending.pop(); inner !== undefined; inner = pending.pop()) {
      const { key } = inner.step;
      if (inner.facts === undefined) isOpen = true;
      if (key !== undefined && fields.has(key)) fields.set(key, { type: ANY, isOptional: true });
      else if (key !== undefined) fields.set(key, { type: this.#resultOf(inner), isOptional: true });
      for (const deeper of this.#innerSteps(inner)) if (deeper.list?.isVisibleAfterwards) pending.push(deeper);
    }
    return { kind: 'object', fields, isOpen };
  }

  /** What the last step of a list gives; `undefined` when the list ends the flow, any when it may not run. */
  #last(step: StepNode, setting: string): Type | undefined {
    const written = listIn(step, setting, undefined);
    if (written === undefined || written === 0) return { kind: 'null' };
    const steps = this.#list(step, setting, undefined);
    const last = steps.at(-1);
    if (last === undefined || steps.length < written) return ANY;
    if (ENDS.has(last.step.type) && last.step.when === undefined) return undefined;
    return last.step.when === undefined && last.step.onError === 'fail' ? this.#resultOf(last) : ANY;
  }

  #list(step: StepNode, setting: string, branch: string | undefined): StepNode[] {
    return this.#innerSteps(step).filter(({ list }) => list?.path[0] === setting && list.path[1] === branch);
  }

  #innerSteps(step: StepNode): readonly StepNode[] {
    if (this.#inner === undefined) {
      this.#inner = new Map();
      for (const inner of this.#model.steps) {
        if (inner.parent === undefined) continue;
        const siblings = this.#inner.get(inner.parent);
        if (siblings === undefined) this.#inner.set(inner.parent, [inner]);
        else siblings.push(inner);
      }
    }
    return this.#inner.get(step) ?? [];
  }
}

/** How many entries the list has as it is written; `undefined` when there is none. */
function listIn({ step }: StepNode, setting: string, branch: string | undefined): number | undefined {
  const value = Object.hasOwn(step.config, setting) ? step.config[setting] : undefined;
  const list = branch === undefined ? value : isJsonObject(value) && Object.hasOwn(value, branch) ? value[branch] : [];
  return Array.isArray(list) ? list.length : undefined;
}

function objectOf(types: Readonly<Record<string, Type>>): Type {
  const fields = new Map<string, Field>();
  for (const [name, type] of Object.entries(types)) fields.set(name, { type, isOptional: false });
  return { kind: 'object', fields, isOpen: false };
}
