import { typeOfExpression, verdictOf } from '../expressions/expression-types.ts';
import type { CelVerdict } from '../../expression/index.ts';
import {
  stepsNamed,
  type Binding,
  type ExpressionNode,
  type FlowModel,
  type ReferenceNode,
  type StepNode,
  type TextNode,
} from '../model/index.ts';
import type { ProjectFacts } from '../project-facts.ts';
import { InnerResults } from './inner-results.ts';
import { joinTypes, withoutNull } from './join-types.ts';
import { knownResult } from './known-results.ts';
import { readField } from './read-field.ts';
import { gapAt, type ReferenceType } from './reference-type.ts';
import { ANY_LIST, INTEGER, readSchema, STRING, typeOfSchema } from './schema-type.ts';
import { findsMany, inferResult } from './step-result.ts';
import { typeOfSetting } from './template-type.ts';
import { ANY, type Type } from './type.ts';

/** What has a type that is more than one text; nothing is known of `$user` and of names that nothing stands for. */
export const TYPED_BINDINGS: readonly Binding['kind'][] = [
  'input',
  'context',
  'result',
  'steps',
  'item',
  'index',
  'error',
  'local',
];

const UNKNOWN: ReferenceType = { type: ANY, stop: undefined, gap: undefined };
const TEXT: ReferenceType = { type: STRING, stop: undefined, gap: undefined };

/** Results that depend on one another deeper than this are of any type. */
const MAX_DEPTH = 60;

const ERROR: Type = typeOfSchema({
  type: 'object',
  properties: { message: { type: 'string' }, code: { type: 'string' }, step: { type: 'string' } },
  additionalProperties: false,
});

/** Rules ask for the types of one flow again and again. */
let latest: { model: FlowModel; types: FlowTypes } | undefined;

/** The types of everything in a flow, each found when it is first asked for. A rule hands over its context. */
export function typesOf({ model, project }: { model: FlowModel; project: ProjectFacts }): FlowTypes {
  if (latest?.model === model && latest.types.project === project) return latest.types;
  latest = { model, types: new FlowTypes(model, project) };
  return latest.types;
}

/** The types of what a flow's steps, references, expressions and texts give. In doubt any; nothing throws. */
export class FlowTypes {
  readonly project: ProjectFacts;
  readonly #model: FlowModel;
  readonly #inner: InnerResults;
  /** By the order of the step. */
  readonly #results: (Type | undefined)[] = [];
  readonly #settings = new Map<StepNode, Type>();
  #repeatedKeys: ReadonlySet<string> | undefined;
  #inputType: Type | undefined;
  #depth = 0;
  #lastReference: ReferenceNode | undefined;
  #lastType = UNKNOWN;

  constructor(model: FlowModel, project: ProjectFacts) {
    this.#model = model;
    this.project = project;
    this.#inner = new InnerResults(model, (step) => this.ofResult(step));
  }

  /** What a step gives when it is done; that it may be skipped or fail does not matter here. */
  ofResult(step: StepNode): Type {
    let type = this.#results[step.order];
    if (type === undefined) {
      // A result that depends on itself is of any type.
      this.#results[step.order] = ANY;
      type = this.#depth > MAX_DEPTH ? ANY : this.#resultOf(step);
      this.#results[step.order] = type;
    }
    return type;
  }

  readonly ofReference = (reference: ReferenceNode): ReferenceType => {
    // Rules look at one reference after the other, each of them several times.
    if (reference !== this.#lastReference) {
      this.#lastType = this.#typeOf(reference);
      this.#lastReference = reference;
    }
    return this.#lastType;
  };

  ofExpression(expression: ExpressionNode): Type {
    return typeOfExpression(expression, this.#typeOfReference);
  }

  /** What is wrong with the operators and functions of an expression, where something is known of its values. */
  problemOf(expression: ExpressionNode): CelVerdict['problem'] {
    return verdictOf(expression, this.#typeOfReference, true)?.problem;
  }

  /** What a text becomes when its references are resolved. */
  readonly ofText = (text: TextNode): Type => {
    const [expression] = text.expressions;
    if (text.problems.length > 0) return ANY;
    if (expression !== undefined) {
      const isAll = text.isExpression || (expression.start === 0 && expression.end === text.value.length);
      return isAll ? this.ofExpression(expression) : STRING;
    }
    const [reference] = text.references;
    if (reference?.reference.isWholeValue === true) return this.ofReference(reference).type;
    return reference === undefined ? { kind: 'string', values: [text.value] } : STRING;
  };

  readonly #typeOfReference = (reference: ReferenceNode): Type => this.ofReference(reference).type;

  #typeOf(reference: ReferenceNode): ReferenceType {
    const { binding, fields } = reference;
    if (binding === undefined) return UNKNOWN;
    if (binding.kind === 'env') return fields.length === 1 ? TEXT : UNKNOWN;
    let type = this.#ofRoot(reference, binding);
    for (let at = 0; at < fields.length; at++) {
      if (type.kind === 'any') return UNKNOWN;
      const outcome = readField(type, fields[at]!);
      if ('stop' in outcome) {
        const stop = { reason: outcome.stop, at, holder: outcome.holder };
        return { type: ANY, stop, gap: undefined };
      }
      if (outcome.type.kind === 'any') {
        const gap = gapAt(at, type, reference);
        if (gap !== undefined) return { type: ANY, stop: undefined, gap };
      }
      type = outcome.type;
    }
    return type.kind === 'any' ? UNKNOWN : { type, stop: undefined, gap: undefined };
  }

  /** What the first name of a reference gives, before any field is read from it. */
  #ofRoot(reference: ReferenceNode, binding: Binding): Type {
    switch (binding.kind) {
      case 'result':
        return this.#ofKey(binding);
      case 'input':
        return (this.#inputType ??= readSchema(this.#model.flow.input ?? {}, false));
      case 'local':
        return binding.step?.step.type === 'transform' ? this.#settingOf(binding.step, binding.name) : ANY;
      case 'context':
        return typeOfSchema(this.project.context);
      case 'steps':
        return reference.target !== undefined
          ? this.ofResult(reference.target)
          : reference.fields.length === 0
            ? ANY_LIST
            : ANY;
      case 'item':
        return binding.step?.step.type === 'loop' ? this.#itemOf(binding.step) : ANY;
      case 'index':
        return binding.step?.step.type === 'loop' ? INTEGER : ANY;
      case 'error':
        return ERROR;
      default:
        return ANY;
    }
  }

  /** A key that several branches set has the result of one of them. */
  #ofKey({ name, step }: Binding): Type {
    if (step === undefined) return ANY;
    if (step.parent === undefined) return this.ofResult(step);
    this.#repeatedKeys ??= repeatedKeys(this.#model);
    if (!this.#repeatedKeys.has(name)) return this.ofResult(step);
    return joinTypes(stepsNamed(name, this.#model).map((each) => this.ofResult(each)));
  }

  #itemOf(loop: StepNode): Type {
    const items = withoutNull(this.#settingOf(loop, 'items'));
    return items.kind === 'list' ? items.item : ANY;
  }

  /** A setting that the names inside a step stand for. */
  #settingOf(step: StepNode, setting: string): Type {
    let type = this.#settings.get(step);
    if (type === undefined) {
      this.#settings.set(step, ANY);
      type = typeOfSetting(step, setting, this.ofText);
      this.#settings.set(step, type);
    }
    return type;
  }

  #resultOf(step: StepNode): Type {
    this.#depth += 1;
    try {
      return this.#typeOfStep(step);
    } finally {
      this.#depth -= 1;
    }
  }

  #typeOfStep(node: StepNode): Type {
    const { step, facts } = node;
    if (facts === undefined) return ANY;
    switch (step.type) {
      case 'condition':
        return this.#inner.condition(node);
      case 'loop':
        return this.#inner.loop(node);
      case 'parallel':
        return this.#inner.parallel(node);
      case 'wait-for':
        return this.#inner.waitFor(node);
      case 'transform':
        return this.#transformed(node);
    }
    const { snapshot } = this.project;
    return knownResult(facts, step.config, snapshot, () => inferResult(facts, step.config, snapshot));
  }

  #transformed(node: StepNode): Type {
    const { config } = node.step;
    if (Object.hasOwn(config, 'template')) return typeOfSetting(node, 'template', this.ofText);
    if (Object.hasOwn(config, 'expression')) return typeOfSetting(node, 'expression', this.ofText);
    const { jsonpath } = config;
    return typeof jsonpath === 'string' && findsMany(jsonpath) ? ANY_LIST : ANY;
  }
}

function repeatedKeys({ steps }: FlowModel): ReadonlySet<string> {
  const keys = new Set<string>();
  const repeated = new Set<string>();
  for (const { step } of steps) {
    if (step.key === undefined) continue;
    if (keys.has(step.key)) repeated.add(step.key);
    keys.add(step.key);
  }
  return repeated;
}
