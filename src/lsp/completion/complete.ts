import type { CompletionItem } from 'vscode-languageserver';
import { joinPointer } from '../../flow/index.ts';
import { MAX_JSON_DEPTH } from '../../json.ts';
import type { OpenFlow } from '../open-flow.ts';
import { cursorAt, type Cursor } from './cursor.ts';
import { flowAtCursor, stepDepth, type FlowAtCursor } from './flow-at-cursor.ts';
import { replacing, type ClientAbilities } from './insertion.ts';
import { keyItems } from './keys.ts';
import { memberItems } from './members.ts';
import { nameItems } from './names.ts';
import { stepItems, stepTypeItems } from './step-types.ts';
import { typedReference, type TypedReference } from './typed-reference.ts';
import { valueItems } from './values.ts';

const STEP_EXPRESSIONS: ReadonlySet<string> = new Set(['when', 'if']);
const STEP_LISTS: ReadonlySet<string> = new Set(['steps', 'finally', 'then', 'else']);

/** What can be typed at an offset. The text around may be as broken as text is while somebody types. */
export function completionsAt(flow: OpenFlow, offset: number, client: ClientAbilities): CompletionItem[] {
  const cursor = cursorAt(flow.text, offset);
  if (cursor.place === 'after' || cursor.open.length === 0 || cursor.open.length > MAX_JSON_DEPTH) return [];
  if (cursor.place === 'key') return keyItems(flow, cursor, flowAtCursor(flow.text, cursor, '', flow.project), client);
  const around = flowAtCursor(flow.text, cursor, '""', flow.project);
  if (cursor.string !== undefined) {
    const typed = typedReference(cursor.string.before, isExpression(cursor, around));
    if (typed !== undefined) return referenceItems(flow, cursor, around, typed);
  }
  if (isTypeOfStep(cursor)) return stepTypeItems(flow, cursor, around, client);
  if (cursor.string === undefined && isListOfSteps(cursor)) return stepItems(flow, cursor, client);
  return valueItems(flow, cursor, around);
}

/** A name is completed with all that is seen there; a field with the type of what stands before it. */
function referenceItems(flow: OpenFlow, cursor: Cursor, around: FlowAtCursor, typed: TypedReference): CompletionItem[] {
  const { base, partial, isInExpression } = typed;
  const range = { start: cursor.offset - partial.length, end: cursor.offset };
  const items =
    base === undefined ? nameItems(around, cursor.path, isInExpression) : membersOf(flow, cursor, base, typed);
  return items.map((item) => Object.assign(item, replacing(flow, range, item.insertText ?? item.label, item.label)));
}

function membersOf(flow: OpenFlow, cursor: Cursor, base: string, typed: TypedReference): CompletionItem[] {
  const value = JSON.stringify(`$${base}`);
  const around = flowAtCursor(flow.text, cursor, value, flow.project);
  return memberItems(around, cursor.path.reduce<string>(joinPointer, ''), typed);
}

function isExpression({ path }: Cursor, { step }: FlowAtCursor): boolean {
  const name = path.at(-1);
  if (step === undefined || typeof name !== 'string') return false;
  const stepPath = step.step.pointer.split('/').length - 1;
  const isEnvelope = path.length === stepPath + 1 || path.at(-2) === 'retry';
  if (isEnvelope && STEP_EXPRESSIONS.has(name))
    return name === 'when' || path.at(-2) === 'retry' || step.facts?.rawSettings[name] === 'expression';
  const { rawSettings = {} } = step.facts ?? {};
  return Object.hasOwn(rawSettings, name) && rawSettings[name] === 'expression' && path.length <= stepPath + 2;
}

function isTypeOfStep(cursor: Cursor): boolean {
  return cursor.path.at(-1) === 'type' && stepDepth(cursor) === cursor.open.length - 1;
}

/** The cursor is where an entry of a list of steps begins. */
function isListOfSteps({ path }: Cursor): boolean {
  if (typeof path.at(-1) !== 'number') return false;
  return STEP_LISTS.has(String(path.at(-2))) || path.at(-3) === 'branches';
}
