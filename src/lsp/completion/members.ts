import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import type { FlowModel } from '../../check/model/index.ts';
import type { Field, Type } from '../../check/types/type.ts';
import { fieldsOf, isList, typeBehind, typeOfReference, typeOfResult } from '../known-types.ts';
import { typeText } from '../../check/types/type-text.ts';
import type { FlowAtCursor } from './flow-at-cursor.ts';
import type { TypedReference } from './typed-reference.ts';

const MAX_INDEXES = 50;

/** What can follow a dot or a bracket. An item whose `textEdit` is left out replaces the name being typed. */
export function memberItems(flow: FlowAtCursor, pointer: string, { separator }: TypedReference): CompletionItem[] {
  const reference = flow.known.model.references.find(({ text }) => text.pointer === pointer);
  if (reference?.binding === undefined) return [];
  const isSteps = reference.binding.kind === 'steps' && reference.reference.path.length === 0;
  if (isSteps) return separator === '[' ? stepItems(flow) : [];
  const type = typeOfReference(reference, flow.known);
  if (separator === '[') return isList(type) ? [indexItem(0, typeText(typeBehind(type, [0])))] : keyItems(type);
  return isList(type) ? [] : fieldItems(type);
}

function fieldItems(type: Type): CompletionItem[] {
  return [...fieldsOf(type)]
    .filter(([name]) => isIdentifier(name))
    .map(([name, field], order) => fieldItem(name, field, order));
}

function fieldItem(name: string, { type, isOptional, description }: Field, order: number): CompletionItem {
  return {
    label: name,
    kind: CompletionItemKind.Field,
    detail: `${typeText(type)}${isOptional ? ' (need not be there)' : ''}`,
    ...(description === undefined ? {} : { documentation: { kind: 'markdown', value: description } }),
    sortText: String(order).padStart(4, '0'),
  };
}

/** Keys that a dot cannot lead to. */
function keyItems(type: Type): CompletionItem[] {
  return [...fieldsOf(type)]
    .filter(([name]) => !isIdentifier(name) && !/["\\]/.test(name))
    .map(([name, field]) => ({
      label: `"${name}"`,
      kind: CompletionItemKind.Field,
      detail: typeText(field.type),
      insertText: String.raw`\"${name}\"]`,
    }));
}

/** Top-level steps that have run before the one that the cursor is in. */
function stepItems({ known, step }: FlowAtCursor): CompletionItem[] {
  const { model } = known;
  const root = rootIndex(model, step);
  return model.topLevel.slice(0, Math.min(root, MAX_INDEXES)).map((node) => {
    const item = indexItem(node.index, typeText(typeOfResult(node, known)));
    return Object.assign(item, { documentation: `${node.step.key ?? ''} ${node.step.type}`.trim() });
  });
}

function rootIndex(model: FlowModel, step: FlowAtCursor['step']): number {
  let root = step;
  while (root?.parent !== undefined) root = root.parent;
  return root === undefined || root.listPointer !== '/steps' ? model.topLevel.length : root.index;
}

function indexItem(index: number, detail: string): CompletionItem {
  return { label: `${index}]`, kind: CompletionItemKind.Value, detail, sortText: String(index).padStart(6, '0') };
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}
