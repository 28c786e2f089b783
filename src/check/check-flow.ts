import type { Catalogue } from '../catalogue.ts';
import { directoryOf, type StepDirectory } from '../facts/index.ts';
import type { Flow } from '../flow/index.ts';
import { withoutEchoes } from './damage/without-echoes.ts';
import { withoutFollowUps } from './damage/without-follow-ups.ts';
import { bindFlow, type FlowModel } from './model/index.ts';
import type { Diagnostic, SuppressedDiagnostic } from './diagnostic.ts';
import { placeFinding } from './place/place-finding.ts';
import type { ProjectFacts } from './project-facts.ts';
import { readDocument } from './read-document.ts';
import { defaultRuleSet } from './rule-choice.ts';
import { runRules, type RuledFinding, type RuleSet } from './run-rules.ts';
import { applyOverrides, rulesWith, suppress, type RuleOverride } from './suppressions/index.ts';

export interface CheckOptions {
  /** The step types that there are: a catalogue, or what is known of one without loading it. */
  catalogue: Catalogue | StepDirectory;
  /** Shown in the findings. */
  file?: string;
  project?: ProjectFacts;
  /** Which rules run, and how severe they are; by default the preset `recommended`. See `chooseRules`. */
  rules?: RuleSet;
  /** Other severities for some files and steps. One list for all files: what follows from it is worked out once. */
  overrides?: readonly RuleOverride[];
  /** What the globs of `overrides` are about; by default `file`. */
  path?: string;
}

export interface CheckedFlow {
  text: string;
  /** Absent when the document is too broken to be read as a flow. */
  flow: Flow | undefined;
  /** In the order of the text. */
  diagnostics: Diagnostic[];
  /** What would be in `diagnostics`, had not somebody decided otherwise in the flow or in an override. */
  suppressed: readonly SuppressedDiagnostic[];
  /** What the flow means; empty where the flow is absent. */
  model: FlowModel;
}

/**
 * Checks one flow document: its JSON, keys, steps, settings, references, types, and what it does with untrusted values.
 * Never throws for what the text holds, and takes time in proportion to its length.
 * In doubt nothing is reported: a value that comes from a reference is taken to fit unless its type is known.
 */
export function checkFlow(text: string, options: CheckOptions): CheckedFlow {
  const { file = 'flow.json', project = NO_PROJECT, rules = defaultRuleSet(), overrides = NONE } = options;
  const { path = file } = options;
  const directory = 'factsOf' in options.catalogue ? options.catalogue : directoryFor(options.catalogue);
  const { flow, problems, hasSyntaxErrors, document } = readDocument(text, directory);
  const model = bindFlow(flow ?? NO_FLOW, { directory, file, hasSyntaxErrors, document });
  const allRules = rulesWith(overrides, rules);
  const found = withoutEchoes(runRules({ model, problems, isFlow: flow !== undefined }, allRules, project), model);
  const written = suppress(found, model, rules);
  const decided = applyOverrides(written.findings, { overrides, rules, model, path });
  const place = (finding: RuledFinding): Diagnostic => placeFinding(finding, document(), file);
  const diagnostics = withoutFollowUps(decided.findings, model).map(place);
  diagnostics.sort((a, b) => a.offset - b.offset);
  const suppressed = [...written.suppressed, ...decided.suppressed].map(
    ({ finding, kind, reason }): SuppressedDiagnostic =>
      reason === undefined ? { diagnostic: place(finding), kind } : { diagnostic: place(finding), kind, reason },
  );
  return { text, flow, diagnostics, suppressed, model };
}

const NONE: readonly RuleOverride[] = [];

const NO_PROJECT: ProjectFacts = {};

const NO_FLOW: Flow = {
  slug: '',
  name: '',
  description: '',
  active: false,
  confirm: false,
  input: undefined,
  steps: [],
  finally: [],
  output: undefined,
  outputSchema: undefined,
  timeoutMs: undefined,
  lint: undefined,
  raw: {},
};

const directories = new WeakMap<Catalogue, StepDirectory>();

function directoryFor(catalogue: Catalogue): StepDirectory {
  let directory = directories.get(catalogue);
  if (directory === undefined) directories.set(catalogue, (directory = directoryOf(catalogue)));
  return directory;
}
