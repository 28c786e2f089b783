import type { StepFacts } from '../facts/index.ts';
import type { FlowProblem } from '../flow/index.ts';
import type { SinkKind } from '../step.ts';
import type { SettingIssue } from './settings/setting-issue.ts';
import type { Confidence, FixSafety, Severity } from './diagnostic.ts';
import type { Finding } from './finding.ts';
import type { FlowModel } from './model/flow-model.ts';
import type { Binding, ExpressionNode, ReferenceNode, StepNode, TextNode } from './model/nodes.ts';
import type { ProjectFacts } from './project-facts.ts';

export type RuleGroup =
  | 'json'
  | 'flow'
  | 'step'
  | 'type'
  | 'ref'
  | 'directus'
  | 'ollama'
  | 'stagehand'
  | 'taxonomy'
  | 'queue'
  | 'time'
  | 'sec'
  | 'prompt'
  | 'lint';

/** What the first name of a reference stands for; `unbound` where nothing of that name can be seen. */
export const BINDING_KINDS = [
  'input',
  'context',
  'user',
  'env',
  'steps',
  'error',
  'item',
  'index',
  'local',
  'result',
  'unbound',
] as const satisfies readonly (Binding['kind'] | 'unbound')[];

export type BindingKind = (typeof BINDING_KINDS)[number];

/** What a rule is called with. */
export interface RuleContext {
  readonly model: FlowModel;
  readonly project: ProjectFacts;
  readonly report: (finding: Finding) => void;
}

/** A document that shows what a rule is about. The test suite checks both, and docs/rules.md prints the output. */
export interface RuleExample {
  /** The entries of `steps`, with commas between them; see `exampleDocument`. */
  text: string;
  /** `text` is a whole flow document. */
  isWhole?: boolean;
  /** Default `flows/post-create.json`. */
  file?: string;
  /** What the project knows, where the rule needs it. */
  project?: ProjectFacts;
  /** Other files of the project by path: flows, or a system prompt (`.md`). */
  beside?: Readonly<Record<string, string>>;
}

/**
 * One rule. The documentation is made from its words, and its examples are checked.
 * Visitors are called in the order of the document, rule by rule in the order of the list at each node. A reference about
 * which a rule has reported a warning or an error is not shown to the rules behind it: one mistake is one finding.
 */
export interface Rule {
  readonly name: `${RuleGroup}/${string}`;
  /** In the preset `recommended`; `off`: only in stricter ones. */
  readonly severity: Severity | 'off';
  /** In the preset `strict`, where it differs. */
  readonly strictSeverity?: Severity;
  readonly confidence: Confidence;
  /** What it offers at best. */
  readonly fix: FixSafety | undefined;
  /** `false`: a suppression in the document does nothing. */
  readonly isIgnorable?: false;
  /** The version that brought it. */
  readonly since: string;
  /** What it finds: one sentence. */
  readonly summary: string;
  /** Why that is a mistake and what to do instead; Markdown, a paragraph or two. */
  readonly explanation: string;
  readonly bad: RuleExample;
  readonly good: RuleExample;
  /** What the project has to know; without it the rule has nothing to say. Of `step`, `text` and `reference`. */
  readonly requires?: 'snapshot' | 'queues';
  /** Asked once for a step type: `false` when `step` need not be called for steps of it. */
  readonly appliesTo?: (facts: StepFacts) => boolean;
  /** `text` is called only for texts with references or expressions in them. */
  readonly texts?: 'with-references';
  /** `reference` is called only for names that stand for one of these. */
  readonly bindings?: readonly BindingKind[];
  /** `reference` is called only in texts that do one of these where they stand; see `sinkOf`. */
  readonly sinks?: readonly SinkKind[];
  /** `reference` is called only in these top-level settings of a step; with `sinks`, in either. */
  readonly settings?: readonly string[];
  /** `reference` is called only where the path leads out of what is known to be there; see `ReferenceType`. */
  readonly isAboutPaths?: true;
  /** What the reader of the document found wrong, for rules of that name. */
  readonly problem?: (problem: FlowProblem, context: RuleContext) => void;
  /** Every step whose type is known, before its settings. */
  readonly step?: (step: StepNode, context: RuleContext) => void;
  /** Every step whose type is not known. */
  readonly unknownStep?: (step: StepNode, context: RuleContext) => void;
  /** What is wrong with the settings of a step; see `SettingIssue`. */
  readonly setting?: (issue: SettingIssue, step: StepNode, context: RuleContext) => void;
  /** Every text in the settings of a step and in the flow's output, with or without references in it. */
  readonly text?: (text: TextNode, context: RuleContext) => void;
  /** Every expression in a text but a plain path and a constant. */
  readonly expression?: (expression: ExpressionNode, context: RuleContext) => void;
  readonly reference?: (reference: ReferenceNode, context: RuleContext) => void;
  /** Once, behind everything else. */
  readonly flow?: (context: RuleContext) => void;
}
