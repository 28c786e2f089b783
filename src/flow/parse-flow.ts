import { isDeeperThan, MAX_JSON_DEPTH, type Json } from '../json.ts';
import type { JsonDocument, RelatedRange, TextRange } from './json-document.ts';
import { parseJson } from './json-parser.ts';
import { keyNodeAt, nodeAt } from './json-position.ts';
import { builtInNestedSettings, type NestedSettings } from './nested-steps.ts';
import { readFlow } from './read-flow.ts';
import type { FieldProblem, Flow, FlowProblem } from './types.ts';

/** A flow document may be this long in UTF-8. */
export const MAX_FLOW_BYTES = 1_000_000;

export interface ReadFlowOptions {
  /** Which settings hold steps; by default those of the built-in types. */
  nestedSettings?: NestedSettings;
}

/**
 * Reads a flow document with every problem in it; never throws.
 * `flow` is as much as could be read, `undefined` when the text holds no object. A flow with problems must not be run.
 */
export function parseFlow(
  text: string,
  options: ReadFlowOptions = {},
): { flow: Flow | undefined; problems: FlowProblem[]; document: JsonDocument } {
  const document = parseJson(text);
  const problems = document.problems.map(fromJsonProblem);
  const refusal = refuse(document);
  if (refusal !== undefined) problems.push(refusal);
  if (refusal !== undefined || document.root === undefined) return { flow: undefined, problems, document };
  const fieldProblems: FieldProblem[] = [];
  const flow = readFlow(document.root.value, options.nestedSettings ?? builtInNestedSettings, fieldProblems);
  for (const problem of fieldProblems) problems.push(locate(problem, document));
  return { flow, problems, document };
}

/** Reads a flow that is an object already, such as a row of `action_flows`; the problems have no offsets. */
export function flowFromValue(
  value: Json,
  options: ReadFlowOptions = {},
): { flow: Flow | undefined; problems: FlowProblem[] } {
  if (isDeeperThan(value, MAX_JSON_DEPTH)) return { flow: undefined, problems: [tooDeep(0)] };
  const fieldProblems: FieldProblem[] = [];
  const flow = readFlow(value, options.nestedSettings ?? builtInNestedSettings, fieldProblems);
  return { flow, problems: fieldProblems.map((problem) => locate(problem, undefined)) };
}

/** Gives a problem its place in the text. */
export function locate(problem: FieldProblem, document: JsonDocument | undefined): FlowProblem {
  const { rule, message, pointer, target, relatedPointer, meant } = problem;
  const related = document && relatedPointer !== undefined ? nodeAt(document, relatedPointer) : undefined;
  const range = placeOf(pointer, target, document);
  const label = 'first set here';
  const more: RelatedRange[] | undefined = related && [{ start: related.start, end: related.end, label }];
  const located: FlowProblem = { rule, message, pointer, ...range };
  if (more !== undefined) located.related = more;
  if (meant !== undefined) located.meant = meant;
  return located;
}

function placeOf(pointer: string, target: 'value' | 'key', document: JsonDocument | undefined): TextRange {
  if (document === undefined) return { start: 0, end: 0 };
  const place = target === 'key' ? keyNodeAt(document, pointer) : nodeAt(document, pointer);
  if (place === undefined) return { start: 0, end: 0 };
  const isBracket = target === 'value' && 'kind' in place && (place.kind === 'object' || place.kind === 'list');
  return { start: place.start, end: isBracket ? place.start + 1 : place.end };
}

function fromJsonProblem({ kind, message, start, end, related }: JsonDocument['problems'][number]): FlowProblem {
  const rule = kind === 'duplicate-key' ? 'json/duplicate-key' : 'json/syntax';
  return { rule, kind, message, pointer: '', start, end, ...(related === undefined ? {} : { related }) };
}

function refuse({ text, depth }: JsonDocument): FlowProblem | undefined {
  if (text.length * 3 > MAX_FLOW_BYTES && Buffer.byteLength(text) > MAX_FLOW_BYTES) {
    const message = 'the document is larger than 1 MB; move data out of it, or split the flow';
    return { rule: 'flow/too-large', message, pointer: '', start: 0, end: 0 };
  }
  return depth > MAX_JSON_DEPTH ? tooDeep(text.length) : undefined;
}

function tooDeep(length: number): FlowProblem {
  const message = `the document has more than ${MAX_JSON_DEPTH} brackets inside each other`;
  return { rule: 'flow/too-deep', message, pointer: '', start: 0, end: Math.min(1, length) };
}
