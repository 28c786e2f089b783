import type { Catalogue } from '../catalogue.ts';
import { parseFlow, type Flow, type NestedSettings } from '../flow/index.ts';
import { checkReferences } from './check-references.ts';
import { checkSteps } from './check-steps.ts';
import type { Diagnostic, Finding } from './diagnostic.ts';
import { placeFinding, placeProblem } from './place-finding.ts';

export interface CheckOptions {
  catalogue: Catalogue;
  /** Shown in the findings. */
  file?: string;
}

export interface CheckedFlow {
  /** Absent when the document is too broken to be read as a flow. */
  flow: Flow | undefined;
  /** In the order of the text. */
  diagnostics: Diagnostic[];
}

/**
 * Checks one flow document: its JSON, its keys, step types, settings and references. Never throws for what the text holds.
 * In doubt nothing is reported: a value that comes from a reference is taken to fit.
 */
export function checkFlow(text: string, { catalogue, file = 'flow.json' }: CheckOptions): CheckedFlow {
  const nestedSettings: NestedSettings = (type) => catalogue.get(type)?.rawSettings;
  const { flow, problems, document } = parseFlow(text, { nestedSettings });
  const diagnostics = problems.map((problem) => placeProblem(problem, document, file));
  if (flow !== undefined && diagnostics.length === 0) {
    const findings: Finding[] = [];
    const report = (finding: Finding) => findings.push(finding);
    checkSteps(flow, catalogue, nestedSettings, report);
    checkReferences(flow, catalogue, nestedSettings, report);
    diagnostics.push(...findings.map((finding) => placeFinding(finding, document, file)));
  }
  diagnostics.sort((a, b) => a.offset - b.offset);
  return { flow, diagnostics };
}
