import type { StepDirectory } from '../facts/index.ts';
import { parseFlow, type Flow, type FlowProblem, type JsonDocument } from '../flow/index.ts';

export interface ReadDocument {
  /** As much of the flow as could be read; `undefined` when the text holds no object. */
  flow: Flow | undefined;
  problems: FlowProblem[];
  hasSyntaxErrors: boolean;
  /** The text with positions. */
  document: () => JsonDocument;
}

/** Reads a flow document; see `parseFlow`. */
export function readDocument(text: string, directory: StepDirectory): ReadDocument {
  const { flow, problems, document } = parseFlow(text, {
    nestedSettings: (type) => directory.factsOf(type)?.rawSettings,
  });
  return {
    flow,
    problems,
    hasSyntaxErrors: problems.some(({ rule }) => rule === 'json/syntax'),
    document: () => document,
  };
}
