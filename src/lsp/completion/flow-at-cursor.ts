import { checkFlow } from '../../check/index.ts';
import type { FlowModel, StepNode } from '../../check/model/index.ts';
import { createRuleSet } from '../../check/run-rules.ts';
import { joinPointer, nodeAt, type JsonNode } from '../../flow/index.ts';
import type { KnownFlow } from '../known-types.ts';
import type { LspProject } from '../project.ts';
import { stepAround } from '../schema/schema-of-path.ts';
import type { Cursor } from './cursor.ts';

const NO_RULES = createRuleSet([], () => 'off');
/** Gives a step without a type a place in the flow, so that names can be looked up from it. */
const STAND_IN_TYPE = '"type":"log",';
/** Settings whose entries are steps. */
const STEP_LISTS: ReadonlySet<string> = new Set(['steps', 'finally', 'then', 'else']);

/** What a flow means where somebody is typing. */
export interface FlowAtCursor {
  readonly known: KnownFlow;
  /** The step around the cursor. */
  readonly step: StepNode | undefined;
  /** The object around the cursor, where it could be read. */
  readonly object: JsonNode | undefined;
}

/** Reads the flow with `value`, a JSON text, in place of what is being typed. What follows counts only where it still fits. */
export function flowAtCursor(
  text: string,
  cursor: Cursor,
  value: string,
  { directory, facts }: LspProject,
): FlowAtCursor {
  const { string, word, open } = cursor;
  const from = string?.start ?? word.start;
  const to = string?.end ?? word.end;
  const isTyped = cursor.place === 'value';
  const before = `${text.slice(0, from)}${isTyped ? value : ''}`;
  const closers = open.toReversed().map(({ kind }) => (kind === 'object' ? '}' : ']'));
  const read = (candidate: string): FlowModel =>
    checkFlow(candidate, { catalogue: directory, project: facts, rules: NO_RULES }).model;
  let candidate = before + text.slice(to);
  let model = read(candidate);
  if (!fits(model, cursor)) model = read((candidate = `${before.replace(/,\s*$/, '')}${closers.join('')}`));
  const start = stepStart(cursor);
  if (start !== undefined && !hasType(model, cursor, start)) {
    model = read(`${candidate.slice(0, start + 1)}${STAND_IN_TYPE}${candidate.slice(start + 1)}`);
  }
  const objectPath = cursor.place === 'key' ? cursor.path : cursor.path.slice(0, -1);
  return {
    known: { model, project: facts },
    step: stepAround(model, cursor.path),
    object: nodeAt(model.document(), pointerOf(objectPath)),
  };
}

/** Whether the brackets around the cursor are, to the reader of the whole text, at the same places. */
function fits(model: FlowModel, { open, path }: Cursor): boolean {
  return open.every(({ start }, depth) => nodeAt(model.document(), pointerOf(path.slice(0, depth)))?.start === start);
}

/** Where the object of the innermost step around the cursor begins. */
function stepStart({ open, path }: Cursor): number | undefined {
  const depth = stepDepth({ open, path });
  return depth === -1 ? undefined : open[depth]!.start;
}

/** The number of brackets around the innermost step around the cursor; -1 outside of all steps. */
export function stepDepth({ open, path }: Pick<Cursor, 'open' | 'path'>): number {
  return open.findLastIndex(({ kind }, depth) => {
    if (kind !== 'object' || depth < 2 || typeof path[depth - 1] !== 'number') return false;
    return STEP_LISTS.has(String(path[depth - 2])) || path[depth - 3] === 'branches';
  });
}

function hasType(model: FlowModel, cursor: Cursor, start: number): boolean {
  const step = nodeAt(model.document(), pointerOf(cursor.path.slice(0, stepDepth(cursor))));
  if (step?.start !== start) return true;
  return step.properties.some(
    ({ key, value }) => key === 'type' && typeof value?.value === 'string' && value.value !== '',
  );
}

function pointerOf(path: readonly (string | number)[]): string {
  return path.reduce<string>(joinPointer, '');
}
