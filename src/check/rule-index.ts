import type { StepFacts } from '../facts/index.ts';
import type { SinkKind } from '../step.ts';
import type { ReferenceNode, TextNode } from './model/index.ts';
import type { ProjectFacts } from './project-facts.ts';
import type { BindingKind, Rule } from './rule.ts';
import { sinkOf } from './taint/index.ts';

/** Places where nothing in the world depends on the text. */
type Sink = SinkKind | 'none';

/**
 * The rules that have something to say about a step, a text or a reference, by what they say about themselves: most rules
 * look at few things, and calling the others takes longer than all that they do. Filled as flows go by.
 */
export class RuleIndex {
  readonly #steps: readonly Rule[];
  readonly #references: readonly Rule[];
  readonly #texts: readonly Rule[];
  readonly #plainTexts: readonly Rule[];
  readonly #byFacts = new WeakMap<StepFacts, readonly Rule[]>();
  readonly #byBinding = new Map<BindingKind, Map<Sink, readonly Rule[]>>();

  constructor(rules: readonly Rule[], project: ProjectFacts) {
    const on = rules.filter(({ requires }) => requires === undefined || project[requires] !== undefined);
    this.#steps = on.filter(({ step }) => step !== undefined);
    this.#references = on.filter(({ reference }) => reference !== undefined);
    this.#texts = on.filter(({ text }) => text !== undefined);
    this.#plainTexts = this.#texts.filter(({ texts }) => texts === undefined);
  }

  ofStep(facts: StepFacts): readonly Rule[] {
    let rules = this.#byFacts.get(facts);
    if (rules === undefined) {
      rules = this.#steps.filter(({ appliesTo }) => appliesTo?.(facts) ?? true);
      this.#byFacts.set(facts, rules);
    }
    return rules;
  }

  ofText({ references, expressions }: TextNode): readonly Rule[] {
    return references.length === 0 && expressions.length === 0 ? this.#plainTexts : this.#texts;
  }

  ofReference({ binding, text }: ReferenceNode): readonly Rule[] {
    const kind = binding?.kind ?? 'unbound';
    const sink = sinkOf(text) ?? 'none';
    let bySink = this.#byBinding.get(kind);
    if (bySink === undefined) this.#byBinding.set(kind, (bySink = new Map()));
    let rules = bySink.get(sink);
    if (rules === undefined) {
      rules = this.#references.filter(
        ({ bindings, sinks }) =>
          bindings?.includes(kind) !== false && (sinks === undefined || (sink !== 'none' && sinks.includes(sink))),
      );
      bySink.set(sink, rules);
    }
    return rules;
  }
}
