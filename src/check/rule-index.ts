import type { StepFacts } from '../facts/index.ts';
import type { SinkKind } from '../step.ts';
import type { SettingIssue } from './settings/setting-issue.ts';
import type { ExpressionNode, ReferenceNode, StepNode, TextNode } from './model/index.ts';
import type { ProjectFacts } from './project-facts.ts';
import { BINDING_KINDS, type BindingKind, type Rule, type RuleContext } from './rule.ts';
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

/** The rules for references to one kind of thing in one kind of place. */
export interface ReferenceVisits {
  readonly all: readonly Visit<ReferenceNode>[];
  /** Without those that are only about paths that lead out of what is known. */
  readonly usual: readonly Visit<ReferenceNode>[];
}

type ByBinding = Map<BindingKind, ReferenceVisits>;

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
  /** Settings that some rule names; all others are alike. */
  readonly #settings: ReadonlySet<string>;
  readonly #byPlace = new Map<string, Map<Sink, ByBinding>>();

  constructor(rules: readonly Rule[], project: ProjectFacts) {
    const on = rules.filter(({ requires }) => requires === undefined || project[requires] !== undefined);
    this.#steps = visits(on, ({ step }) => step);
    this.#references = visits(on, ({ reference }) => reference);
    this.#texts = visits(on, ({ text }) => text);
    this.#plainTexts = this.#texts.filter(({ rule }) => rule.texts === undefined);
    this.#settings = new Set(this.#references.flatMap(({ rule }) => rule.settings ?? []));
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

  /** For the references in a text, by what they stand for. */
  placeOf(text: TextNode): ByBinding {
    const { site } = text;
    const setting = site.kind === 'setting' && this.#settings.has(site.setting) ? site.setting : '';
    let bySink = this.#byPlace.get(setting);
    if (bySink === undefined) this.#byPlace.set(setting, (bySink = new Map()));
    const sink = sinkOf(text) ?? 'none';
    let place = bySink.get(sink);
    if (place === undefined) bySink.set(sink, (place = this.#visitsAt(setting, sink)));
    return place;
  }

  #visitsAt(setting: string, sink: Sink): ByBinding {
    const here = this.#references.filter(({ rule: { sinks, settings } }) => {
      if (sinks === undefined && settings === undefined) return true;
      return settings?.includes(setting) === true || (sink !== 'none' && sinks?.includes(sink) === true);
    });
    const byBinding: ByBinding = new Map();
    for (const kind of BINDING_KINDS) {
      const all = here.filter(({ rule }) => rule.bindings?.includes(kind) !== false);
      byBinding.set(kind, { all, usual: all.filter(({ rule }) => rule.isAboutPaths !== true) });
    }
    return byBinding;
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
