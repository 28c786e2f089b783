import type { CheckedFlow } from './check-flow.ts';
import type { Diagnostic, DiagnosticRange } from './diagnostic.ts';
import { placeInText } from './place/place-in-text.ts';
import { slugPlace } from './place/slug-place.ts';
import { parametersOf } from './prompt/flow-parameters.ts';
import { promptFinding, type OfferedFlow } from './prompt/prompt-findings.ts';
import { readPrompt } from './prompt/read-prompt.ts';
import { defaultRuleSet } from './rule-choice.ts';
import { flowDuplicateSlug } from './rules/project/duplicate-slug.ts';
import type { RuleSet } from './run-rules.ts';

export interface ProjectCheckOptions {
  /** A system prompt that offers flows to a model. */
  prompt?: { file: string; text: string };
  rules?: RuleSet;
}

/** Checks of flows against each other and against a prompt. */
export interface ProjectCheck {
  /** Takes a flow in; neither its text nor its model is kept. */
  add(file: string, checked: CheckedFlow): void;
  /** What is wrong between the flows, in the order in which they came, and then with the prompt. */
  finish(): Diagnostic[];
}

interface KnownFlow {
  file: string;
  place: DiagnosticRange;
}

/** Begins the check of a project; every flow of it has to be added before `finish` is called. */
export function createProjectCheck(options: ProjectCheckOptions = {}): ProjectCheck {
  const { prompt, rules = defaultRuleSet() } = options;
  const bySlug = new Map<string, KnownFlow>();
  const offered = new Map<string, OfferedFlow>();
  const diagnostics: Diagnostic[] = [];
  const severity = rules.severities.get(flowDuplicateSlug);
  return {
    add(file, { flow, model, text }) {
      if (flow === undefined || flow.slug === '') return;
      const { slug } = flow;
      const first = bySlug.get(slug);
      const { range, ...place } = slugPlace(text, slug);
      if (first === undefined) bySlug.set(slug, { file, place });
      else if (severity !== undefined) {
        const finding = {
          message: `slug "${slug}" is also used by ${first.file}:${first.place.line}:${first.place.column}`,
          place: { pointer: '/slug', span: range },
          label: 'already used',
        };
        const diagnostic = placeInText(finding, { rule: flowDuplicateSlug, severity }, { file, text });
        diagnostics.push({ ...diagnostic, related: [{ ...first.place, label: 'first used here', file: first.file }] });
      }
      if (prompt !== undefined && first === undefined) {
        offered.set(slug, { file, isActive: flow.active, parameters: parametersOf(model) });
      }
    },
    finish() {
      if (prompt === undefined) return diagnostics;
      for (const action of readPrompt(prompt.text)) {
        const found = promptFinding(action, offered);
        const rank = found && rules.severities.get(found.rule);
        if (found === undefined || rank === undefined) continue;
        diagnostics.push(placeInText(found.finding, { rule: found.rule, severity: rank }, prompt));
      }
      return diagnostics;
    },
  };
}
