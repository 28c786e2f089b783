import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import type { Binding, FlowModel, StepNode } from '../../check/model/index.ts';
import { typeOfBinding } from '../known-types.ts';
import { sourceWords } from '../reference-documentation.ts';
import { typeText } from '../../check/types/type-text.ts';
import type { FlowAtCursor } from './flow-at-cursor.ts';

/** What an expression can call; the rest of the language is for its own documentation. */
const FUNCTIONS: readonly (readonly [name: string, words: string])[] = [
  ['has', 'has(input.tone): whether a field is there'],
  ['size', 'size(posts): how long a list, an object or a text is'],
  ['string', 'string(3): as text'],
  ['int', 'int("3"): as a whole number'],
  ['double', 'double("1.5"): as a number'],
];
const ROOTS = ['input', 'params', 'context', 'user', 'env', 'steps'] as const;

/** The names that can be seen at the cursor, those of the nearest steps first. */
export function nameItems(
  { known, step }: FlowAtCursor,
  path: readonly (string | number)[],
  isInExpression: boolean,
): CompletionItem[] {
  const bindings = visibleAt(known.model, step, path);
  const names = bindings.map((binding): CompletionItem => {
    const order = binding.kind === 'result' ? 100_000 - (binding.step?.order ?? 0) : 200_000;
    return {
      label: binding.name,
      kind: binding.kind === 'result' ? CompletionItemKind.Variable : CompletionItemKind.Module,
      detail: typeText(typeOfBinding(binding, known)),
      documentation: { kind: 'markdown', value: sourceWords(binding) },
      sortText: `1${String(order).padStart(6, '0')}${binding.name}`,
    };
  });
  return isInExpression ? [...names, ...FUNCTIONS.map(functionItem)] : names;
}

function functionItem([name, words]: readonly [string, string]): CompletionItem {
  return { label: name, kind: CompletionItemKind.Function, detail: words, sortText: `2${name}` };
}

function visibleAt(model: FlowModel, step: StepNode | undefined, path: readonly (string | number)[]): Binding[] {
  if (step === undefined) return model.topLevel[0]?.scope.at(model.steps.length) ?? roots();
  const seen = new Map(step.scope.at(step.order).map((binding) => [binding.name, binding]));
  if (path.includes('retry')) seen.set('error', { name: 'error', kind: 'error', step });
  const isExpression = Object.hasOwn(step.facts?.rawSettings ?? {}, String(path.at(-1)));
  for (const inner of isExpression ? model.steps : []) {
    // What is polled for can be read by the condition that ends the polling.
    const isRead = inner.parent === step && inner.list?.isVisibleAfterwards === false && inner.step.key !== undefined;
    if (isRead) seen.set(inner.step.key!, { name: inner.step.key!, kind: 'result', step: inner });
  }
  return [...seen.values()];
}

function roots(): Binding[] {
  return ROOTS.map((name) => ({ name, kind: name === 'params' ? 'input' : name, step: undefined }));
}
