import type { StepFacts } from '../facts/index.ts';
import type { SinkKind } from '../step.ts';
import type { SettingIssue } from './settings/setting-issue.ts';
import type { ExpressionNode, ReferenceNode, StepNode, TextNode } from './model/index.ts';
import type { ProjectFacts } from './project-facts.ts';
import type { BindingKind, Rule, RuleContext } from './rule.ts';
import { sinkOf } from './taint/index.ts';

/** Places where nothing in the world depends on the text. */
type Sink = SinkKind | 'none';

/**
 * A rule and what it does with one kind of node. Rules are objects of many shapes, of which each has some of the visitors;
 * these have one shape, so that calling one is a call and no search.
 */
export interface Visit<Node> {
  readonly rule: Rule;
  readonly visit: (node: Node, context: RuleContext) => void;
}

/** `setting` is told of the step, too. */
export interface SettingVisit {
  readonly rule: Rule;
  readonly visit: (issue: SettingIssue, step: StepNode, context: RuleContext) => void;
}

export interface FlowVisit {
  readonly rule: Rule;
  readonly visit: (context: RuleContext) => void;
}

/**
 * The rules that have something to say about a node, by what they say about themselves: most rules look at few things, and
 * calling the others takes longer than all that they do. Filled as flows go by.
 */
export class RuleIndex {
  readonly unknownStep: readonly Visit<StepNode>[];
  readonly setting: readonly SettingVisit[];
  readonly expression: readonly Visit<ExpressionNode>[];
  readonly flow: readonly FlowVisit[];
  readonly #steps: readonly Visit<StepNode>[];
  readonly #references: readonly Visit<ReferenceNode>[];
  readonly #texts: readonly Visit<TextNode>[];
  readonly #plainTexts: readonly Visit<TextNode>[];
  readonly #byFacts = new WeakMap<StepFacts, readonly Visit<StepNode>[]>();
  readonly #byBinding = new Map<BindingKind, Map<Sink, readonly Visit<ReferenceNode>[]>>();

  constructor(rules: readonly Rule[], project: ProjectFacts) {
    const on = rules.filter(({ requires }) => requires === undefined || project[requires] !== undefined);
    this.#steps = visits(on, ({ step }) => step);
    this.#references = visits(on, ({ reference }) => reference);
    this.#texts = visits(on, ({ text }) => text);
    this.#plainTexts = this.#texts.filter(({ rule }) => rule.texts === undefined);
    this.unknownStep = visits(rules, ({ unknownStep }) => unknownStep);
    this.setting = visits(rules, ({ setting }) => setting);
    this.expression = visits(rules, ({ expression }) => expression);
    this.flow = visits(rules, ({ flow }) => flow);
  }

  ofStep(facts: StepFacts): readonly Visit<StepNode>[] {
    let found = this.#byFacts.get(facts);
    if (found === undefined) {
      found = this.#steps.filter(({ rule }) => rule.appliesTo?.(facts) ?? true);
      this.#byFacts.set(facts, found);
    }
    return found;
  }

  ofText({ references, expressions }: TextNode): readonly Visit<TextNode>[] {
    return references.length === 0 && expressions.length === 0 ? this.#plainTexts : this.#texts;
  }

  ofReference({ binding, text }: ReferenceNode): readonly Visit<ReferenceNode>[] {
    const kind = binding === undefined ? 'unbound' : binding.kind;
    const sink = sinkOf(text) ?? 'none';
    let bySink = this.#byBinding.get(kind);
    if (bySink === undefined) this.#byBinding.set(kind, (bySink = new Map()));
    let found = bySink.get(sink);
    if (found === undefined) {
      found = this.#references.filter(
        ({ rule: { bindings, sinks } }) =>
          bindings?.includes(kind) !== false && (sinks === undefined || (sink !== 'none' && sinks.includes(sink))),
      );
      bySink.set(sink, found);
    }
    return found;
  }
}

function visits<Visitor>(
  rules: readonly Rule[],
  visitorOf: (rule: Rule) => Visitor | undefined,
): { rule: Rule; visit: Visitor }[] {
  const found: { rule: Rule; visit: Visitor }[] = [];
  for (const rule of rules) {
    const visit = visitorOf(rule);
    if (visit !== undefined) found.push({ rule, visit });
  }
  return found;
}
