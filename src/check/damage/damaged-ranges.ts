import type { JsonDocument, JsonNode, JsonProblem, JsonProperty, TextRange } from '../../flow/index.ts';
import { containersAt, type Container } from '../place/pointer-at.ts';

export interface DamagedRange extends TextRange {
  /** JSON pointer of the object or list that is not to be trusted. */
  pointer: string;
  /** Only what it says itself; the objects and lists in it are whole. */
  isOwnLevelOnly: boolean;
}

/**
 * What cannot be trusted in a broken document: around each mistake the step that it stands in, or else the innermost object,
 * and in a list of steps those next to it.
 */
export function damagedRanges(document: JsonDocument): DamagedRange[] {
  const damaged: DamagedRange[] = [];
  for (const problem of document.problems) {
    const containers = HARMLESS.has(problem.kind) ? [] : containersAt(document, problem);
    const inner = containers.at(-1);
    if (inner === undefined) continue;
    damaged.push(rangeAround(containers), ...neighbours(inner.node, problem), ...unclosed(problem, document));
  }
  return damaged;
}

/** Mistakes that leave no doubt about what was meant. */
const HARMLESS: ReadonlySet<string> = new Set(['comment', 'duplicate-key', 'trailing-comma', 'wrong-quotes']);

/** Whether a finding stands in a damaged part, or a step has one in it. */
export function isDamaged(span: TextRange, pointer: string, damaged: readonly DamagedRange[]): boolean {
  return damaged.some((range) => {
    if (range.isOwnLevelOnly) return pointer === range.pointer || parentOf(pointer) === range.pointer;
    return isInside(pointer, range.pointer) || (span.start >= range.start && span.end <= range.end);
  });
}

export function hasDamage(stepPointer: string, damaged: readonly DamagedRange[]): boolean {
  return damaged.some(
    ({ pointer, isOwnLevelOnly }) =>
      !isOwnLevelOnly && (isInside(pointer, stepPointer) || isInside(stepPointer, pointer)),
  );
}

function isInside(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}

function rangeAround(containers: readonly Container[]): DamagedRange {
  const inner = containers.at(-1)!;
  const isOwnLevelOnly = containers.length === 1 || isStepList(inner.node);
  const step = isOwnLevelOnly
    ? undefined
    : containers.findLast(({ node }, index) => index > 1 && isStep(node, containers[index - 1]!.node));
  const { node, pointer } = step ?? inner;
  return { start: node.start, end: node.end, pointer, isOwnLevelOnly };
}

function isStep({ kind, properties }: JsonNode, parent: JsonNode): boolean {
  return kind === 'object' && parent.kind === 'list' && properties.some(({ key }) => key === 'type');
}

/** A list of objects: they are steps, and each is whole unless the mistake stands beside it. */
function isStepList({ kind, items }: JsonNode): boolean {
  return kind === 'list' && items.some((item) => item.kind === 'object');
}

/** What stands directly before and behind the mistake in its object or list may have lost a part to it. */
function neighbours({ items, properties }: JsonNode, { start, end }: JsonProblem): DamagedRange[] {
  const nodes: readonly (JsonNode | JsonProperty)[] = items.length > 0 ? items : properties;
  const before = valueOf(nodes[firstIndex(nodes, (node) => (valueOf(node) ?? node).end > start + 1) - 1]);
  const behind = valueOf(nodes[firstIndex(nodes, (node) => (valueOf(node) ?? node).start >= end - 1)]);
  return [before, behind].flatMap((node) =>
    node === undefined ? [] : [{ start: node.start, end: node.end, pointer: NOWHERE, isOwnLevelOnly: false }],
  );
}

function valueOf(node: JsonNode | JsonProperty | undefined): JsonNode | undefined {
  return node === undefined || 'kind' in node ? node : node.value;
}

/** The first for which it holds, when it holds for all behind that one as well; else the length. */
function firstIndex<Node>(nodes: readonly Node[], holds: (node: Node) => boolean): number {
  let low = 0;
  for (let high = nodes.length; low < high;) {
    const middle = (low + high) >> 1;
    if (holds(nodes[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** No JSON pointer is like that. */
const NOWHERE = '-';

/** The objects that the reader had to close itself. */
function unclosed({ related = [], kind }: JsonProblem, document: JsonDocument): DamagedRange[] {
  if (kind !== 'missing-bracket' && kind !== 'truncated') return [];
  return related.flatMap(({ start }) => {
    const containers = containersAt(document, { start: start + 1, end: start + 1 });
    return containers.length === 0 ? [] : [rangeAround(containers)];
  });
}

function parentOf(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}
