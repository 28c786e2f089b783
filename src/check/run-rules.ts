import type { FlowProblem } from '../flow/index.ts';
import type { Severity } from './diagnostic.ts';
import type { Finding } from './finding.ts';
import type { ExpressionNode, FlowModel, ReferenceNode, StepNode, TextNode } from './model/index.ts';
import type { ProjectFacts } from './project-facts.ts';
import type { BindingKind, Rule, RuleContext } from './rule.ts';
import { RuleIndex, type ReferenceVisits } from './rule-index.ts';
import { rememberLatest } from './remember-latest.ts';
import { settingIssues } from './settings/setting-issues.ts';
import { typesOf } from './types/index.ts';

/** A finding with the rule that made it and the severity that it has here. */
export interface RuledFinding extends Finding {
  rule: Rule;
  severity: Severity;
}

/** The rules that are on, by what they look at. Made once for many flows. */
export interface RuleSet {
  readonly severities: ReadonlyMap<Rule, Severity>;
  readonly problem: ReadonlyMap<string, Rule>;
  /** Those that look at what a flow means, for a project. */
  readonly indexFor: (project: ProjectFacts) => RuleIndex;
}

/** Sorts the rules that are on; the order of the list stays. */
export function createRuleSet(rules: readonly Rule[], severityOf: (rule: Rule) => Severity | 'off'): RuleSet {
  const severities = new Map<Rule, Severity>();
  for (const rule of rules) {
    const severity = severityOf(rule);
    if (severity !== 'off') severities.set(rule, severity);
  }
  const on = [...severities.keys()];
  return {
    severities,
    problem: new Map(on.filter(({ problem }) => problem !== undefined).map((rule) => [rule.name, rule])),
    indexFor: rememberLatest((project: ProjectFacts) => new RuleIndex(on, project)),
  };
}

/** Runs the rules over a document, in their order. Of a document that is no flow only its problems are looked at. */
export function runRules(
  { model, problems, isFlow }: { model: FlowModel; problems: readonly FlowProblem[]; isFlow: boolean },
  rules: RuleSet,
  project: ProjectFacts,
): RuledFinding[] {
  const run = new RuleRun(model, rules, project);
  for (const problem of problems) run.problem(problem);
  if (!isFlow) return run.findings;
  for (const step of model.steps) run.step(step);
  for (const text of model.output) run.text(text);
  run.flow();
  return run.findings;
}

class RuleRun implements RuleContext {
  readonly findings: RuledFinding[] = [];
  readonly model: FlowModel;
  readonly project: ProjectFacts;
  readonly #rules: RuleSet;
  readonly #index: RuleIndex;
  #rule: Rule | undefined;

  constructor(model: FlowModel, rules: RuleSet, project: ProjectFacts) {
    this.model = model;
    this.project = project;
    this.#rules = rules;
    this.#index = rules.indexFor(project);
  }

  readonly report = (finding: Finding): void => {
    const rule = this.#rule!;
    const usual = this.#rules.severities.get(rule)!;
    // A lesser case of a mistake stays lesser, whatever the severity of the rule is set to.
    const severity = finding.severity === undefined ? usual : lesser(finding.severity, usual);
    if (severity !== 'info' && finding.reference !== undefined) finding.reference.isClaimed = true;
    this.findings.push({ ...finding, rule, severity });
  };

  problem(problem: FlowProblem): void {
    this.#rule = this.#rules.problem.get(problem.rule);
    this.#rule?.problem!(problem, this);
  }

  step(step: StepNode): void {
    const { facts } = step;
    for (const { rule, visit } of facts === undefined ? this.#index.unknownStep : this.#index.ofStep(facts)) {
      this.#rule = rule;
      visit(step, this);
    }
    if (facts !== undefined && this.#index.setting.length > 0) this.#settings(step);
    for (const text of step.texts) this.text(text);
  }

  text(text: TextNode): void {
    for (const { rule, visit } of this.#index.ofText(text)) {
      this.#rule = rule;
      visit(text, this);
    }
    for (const expression of text.expressions) if (expression.expression.kind === 'cel') this.#expression(expression);
    if (text.references.length === 0) return;
    const place = this.#index.placeOf(text);
    for (const reference of text.references) this.#reference(reference, place);
  }

  flow(): void {
    for (const { rule, visit } of this.#index.flow) {
      this.#rule = rule;
      visit(this);
    }
  }

  #expression(expression: ExpressionNode): void {
    for (const { rule, visit } of this.#index.expression) {
      this.#rule = rule;
      visit(expression, this);
    }
  }

  #reference(reference: ReferenceNode, place: ReadonlyMap<BindingKind, ReferenceVisits>): void {
    const { all, usual } = place.get(reference.binding === undefined ? 'unbound' : reference.binding.kind)!;
    for (const { rule, visit } of all.length > usual.length && this.#leadsOut(reference) ? all : usual) {
      if (reference.isClaimed) break;
      this.#rule = rule;
      visit(reference, this);
    }
  }

  #leadsOut(reference: ReferenceNode): boolean {
    if (reference.reference.path.length === 0) return false;
    const { stop, gap } = typesOf(this).ofReference(reference);
    return stop !== undefined || gap !== undefined;
  }

  #settings(step: StepNode): void {
    for (const issue of settingIssues(step)) {
      for (const { rule, visit } of this.#index.setting) {
        this.#rule = rule;
        visit(issue, step, this);
      }
    }
  }
}

const RANK: Record<Severity, number> = { info: 0, warning: 1, error: 2 };

function lesser(a: Severity, b: Severity): Severity {
  return RANK[a] < RANK[b] ? a : b;
}
