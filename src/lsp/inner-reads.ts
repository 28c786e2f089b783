import type { FlowModel, ReferenceNode, StepNode } from '../check/model/index.ts';
import { pathRanges, type TextRange } from '../check/types/index.ts';

/** A reference that reads a step's result, also from within the result of a step around it. */
interface ResultRead {
  readonly reference: ReferenceNode;
  /** Index in its `fields` of the first part that is read of the result. */
  readonly from: number;
}

/** A read of the step's result by its key in the result of a step around it: `left` in `$both.branch.left`. */
export interface KeyRead {
  readonly reference: ReferenceNode;
  /** Of the key, in brackets without the quotes; offsets in the text. */
  readonly range: TextRange;
}

/** How the results of steps inside a step are read through the result of that step. */
export interface InnerReads {
  readonly byKey: readonly KeyRead[];
  /** What takes a value that has the result in it, so that nobody can tell whether its key is read. */
  readonly unclear: readonly ReferenceNode[];
}

type Part = string | number;
/** Parts of a path that lead from a container's result to a value inside; `undefined` is any index. */
type Lead = ReadonlyArray<Part | undefined>;

/** Who reads the result of a step by its key through the steps around it: a `loop`, `parallel` or a project's own type. */
export function innerReadsOf(node: StepNode, model: FlowModel): InnerReads {
  const unclear = new Set<ReferenceNode>();
  const byKey: KeyRead[] = [];
  const container = node.step.key === undefined ? undefined : closedListAround(node);
  if (container !== undefined) {
    for (const { reference, from } of readsByKey(node.step.key!, container, model, unclear)) {
      const range = rangeOfField(reference, from - 1);
      if (range === undefined) unclear.add(reference);
      else byKey.push({ reference, range });
    }
  }
  return { byKey, unclear: [...unclear] };
}

/** The step itself, or the one around it, that stands in the nearest list whose results stay inside. */
function closedListAround(node: StepNode): StepNode | undefined {
  for (let step: StepNode | undefined = node; step !== undefined; step = step.parent)
    if (step.list?.isVisibleAfterwards === false) return step;
  return undefined;
}

function readsOf(node: StepNode, model: FlowModel, unclear: Set<ReferenceNode>): ResultRead[] {
  const reads: ResultRead[] = node.readers.map((reference) => ({ reference, from: 0 }));
  if (node.parent === undefined && node.path[0] !== 'finally') {
    for (const reference of model.references)
      if (reference.binding?.kind === 'steps' && reference.target === undefined) unclear.add(reference);
  }
  const container = node.step.key === undefined ? undefined : closedListAround(node);
  if (container !== undefined) reads.push(...readsByKey(node.step.key!, container, model, unclear));
  if (isHandedOnAsLast(node)) reads.push(...readsThrough(node.parent!, ['result'], model, unclear));
  return reads;
}

function readsByKey(
  key: string,
  { parent, list }: StepNode,
  model: FlowModel,
  unclear: Set<ReferenceNode>,
): ResultRead[] {
  switch (parent!.step.type) {
    case 'loop':
      return readsThrough(parent!, [undefined, key], model, unclear);
    case 'parallel':
      return readsThrough(parent!, [list!.path[1]!, key], model, unclear);
    case 'wait-for':
      return [];
    default:
      // Only a project's own type knows where in its result the results inside it are.
      for (const { reference } of readsOf(parent!, model, unclear)) unclear.add(reference);
      return [];
  }
}

/** Reads of what the lead leads to; those that end before it are unclear. */
function readsThrough(container: StepNode, lead: Lead, model: FlowModel, unclear: Set<ReferenceNode>): ResultRead[] {
  const reads: ResultRead[] = [];
  for (const { reference, from } of readsOf(container, model, unclear)) {
    const parts = reference.fields.slice(from, from + lead.length);
    if (!parts.every((part, index) => isOnWay(part, lead[index]))) continue;
    if (parts.length < lead.length) unclear.add(reference);
    else reads.push({ reference, from: from + lead.length });
  }
  return reads;
}

function isOnWay(part: Part, expected: Part | undefined): boolean {
  return expected === undefined ? typeof part === 'number' : part === expected;
}

/** The last result of a `condition` or `wait-for` is its `result`. */
function isHandedOnAsLast({ parent, list, index }: StepNode): boolean {
  if (parent === undefined || list === undefined || list.path[0] === 'on_error') return false;
  return (parent.step.type === 'condition' || parent.step.type === 'wait-for') && index === list.steps.length - 1;
}

/** Where a field is named in the text; `undefined` where the parts of the path cannot be told apart. */
function rangeOfField({ reference, fields }: ReferenceNode, at: number): TextRange | undefined {
  const { path, text, start } = reference;
  const ranges = pathRanges(text);
  if (ranges.length !== path.length + 1) return undefined;
  const part = ranges[path.length - fields.length + at + 1]!;
  const written = text.slice(part.start, part.end);
  const quoted = /(["'])(.*)\1/s.exec(written);
  const from = start + part.start + (quoted === null ? 0 : quoted.index + 1);
  return { start: from, end: from + (quoted?.[2] ?? written).length };
}
