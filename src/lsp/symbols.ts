import { isJsonObject } from '../json.ts';
import { joinPointer, keyNodeAt, nodeAt, type TextRange } from '../flow/index.ts';
import type { FlowModel, ReferenceNode, StepNode } from '../check/model/index.ts';
import { innerReadsOf } from './inner-reads.ts';
import { contentOf, locate, rangeInString } from './locate.ts';
import type { OpenFlow } from './open-flow.ts';

/** Something that a name in a flow stands for. */
export type FlowSymbol =
  | { readonly kind: 'result'; readonly step: StepNode }
  /** What a loop calls its items, or the number of the round. */
  | { readonly kind: 'item' | 'index'; readonly step: StepNode; readonly name: string }
  | { readonly kind: 'input'; readonly name: string | undefined }
  | { readonly kind: 'error'; readonly step: StepNode };

/** A place that names a symbol. */
export interface Occurrence extends TextRange {
  readonly isDeclaration: boolean;
  /** `$steps[0]` names a step without its name. */
  readonly isByNumber: boolean;
}

/** The reference whose text an offset is in. */
export function referenceAt({ model, document }: OpenFlow, offset: number): ReferenceNode | undefined {
  const located = locate(document, offset);
  if (located === undefined || located.key !== undefined || located.node.kind !== 'string') return undefined;
  const { pointer } = located;
  return model.references.find((reference) => {
    if (reference.text.pointer !== pointer) return false;
    const range = rangeInString(document, pointer, reference.reference);
    return range !== undefined && range.start <= offset && offset <= range.end;
  });
}

/** What the name at an offset stands for: in a reference, at a result key, at a property of `input`. */
export function symbolAt(flow: OpenFlow, offset: number): FlowSymbol | undefined {
  const reference = referenceAt(flow, offset);
  if (reference !== undefined) return symbolOf(reference);
  const pointer = locate(flow.document, offset)?.pointer;
  if (pointer === undefined) return undefined;
  const [root, properties, name, ...rest] = pointer.split('/').slice(1);
  if (root === 'input' && properties === 'properties' && name !== undefined && rest.length === 0)
    return { kind: 'input', name: name.replaceAll('~1', '/').replaceAll('~0', '~') };
  for (const step of flow.model.steps) {
    if (step.step.key !== undefined && keyPointer(step) === pointer) return { kind: 'result', step };
    if (pointer === joinPointer(step.settingsPointer, 'as') && typeof step.step.config['as'] === 'string')
      return { kind: 'item', step, name: step.step.config['as'] };
  }
  return undefined;
}

export function symbolOf({ binding, target, fields }: ReferenceNode): FlowSymbol | undefined {
  if (target !== undefined) return { kind: 'result', step: target };
  const step = binding?.step;
  switch (binding?.kind) {
    case 'input':
      return { kind: 'input', name: typeof fields[0] === 'string' ? fields[0] : undefined };
    case 'item':
    case 'index':
      return step && { kind: binding.kind, step, name: binding.name };
    case 'error':
      return step && { kind: 'error', step };
    default:
      return undefined;
  }
}

/** Where a symbol is declared; the whole step where nothing says its name. */
export function declarationOf({ document }: OpenFlow, symbol: FlowSymbol): TextRange | undefined {
  if (symbol.kind === 'input') {
    const properties = '/input/properties';
    const property = symbol.name === undefined ? undefined : keyNodeAt(document, joinPointer(properties, symbol.name));
    const key = property ?? keyNodeAt(document, '/input');
    return key && contentOf(document, key);
  }
  const { step } = symbol;
  if (symbol.kind === 'result') {
    const key = step.step.key === undefined ? undefined : nodeAt(document, keyPointer(step));
    return key === undefined ? nodeAt(document, step.step.pointer) : contentOf(document, key);
  }
  if (symbol.kind === 'item') {
    const name = nodeAt(document, joinPointer(step.settingsPointer, 'as'));
    if (name !== undefined) return contentOf(document, name);
  }
  const setting = symbol.kind === 'error' ? `${step.step.pointer}/on_error` : `${step.settingsPointer}/items`;
  const key = keyNodeAt(document, setting);
  return key === undefined ? nodeAt(document, step.step.pointer) : contentOf(document, key);
}

/** Every place that names the symbol, in the order of the text. */
export function occurrencesOf(flow: OpenFlow, symbol: FlowSymbol): Occurrence[] {
  const { model, document } = flow;
  const declaration = declarationOf(flow, symbol);
  const places: Occurrence[] =
    declaration === undefined || !isNamed(model, symbol)
      ? []
      : [{ ...declaration, isDeclaration: true, isByNumber: false }];
  for (const reference of model.references) {
    if (!isSame(symbol, symbolOf(reference))) continue;
    const range = rangeInString(document, reference.text.pointer, namePart(reference, symbol));
    if (range !== undefined)
      places.push({ ...range, isDeclaration: false, isByNumber: reference.binding?.kind === 'steps' });
  }
  const inner = symbol.kind === 'result' ? innerReadsOf(symbol.step, model).byKey : [];
  for (const { reference, range: written } of inner) {
    const range = rangeInString(document, reference.text.pointer, written);
    if (range !== undefined) places.push({ ...range, isDeclaration: false, isByNumber: false });
  }
  return places.sort((a, b) => a.start - b.start);
}

/** The JSON pointer of the value that names a step's result. */
export function keyPointer({ step }: StepNode): string {
  return joinPointer(step.pointer, typeof step.raw['result_key'] === 'string' ? 'result_key' : 'name');
}

/** Offsets, in the text of a reference, of the name that it begins with. */
export function rootRange({ reference }: ReferenceNode): TextRange {
  const start = reference.start + (reference.text.startsWith('$') ? 1 : 0);
  return { start, end: start + reference.root.length };
}

/** A property of the input is named by the field; everything else by the root. */
function namePart(node: ReferenceNode, symbol: FlowSymbol): TextRange {
  const root = rootRange(node);
  const isField = symbol.kind === 'input' && symbol.name !== undefined;
  if (!isField && node.binding?.kind !== 'steps') return root;
  const { text, start, end } = node.reference;
  if (!isField) return { start, end: start + text.indexOf(']') + 1 };
  const from = root.end + 1;
  return text[root.end - start] === '.' ? { start: from, end: from + symbol.name.length } : { start, end };
}

function isSame(symbol: FlowSymbol, other: FlowSymbol | undefined): boolean {
  if (other?.kind !== symbol.kind) return false;
  if (symbol.kind === 'input')
    return other.kind === 'input' && (symbol.name === undefined || other.name === symbol.name);
  return other.kind !== 'input' && other.step === symbol.step;
}

function isNamed({ flow }: FlowModel, symbol: FlowSymbol): boolean {
  if (symbol.kind === 'result') return symbol.step.step.key !== undefined;
  if (symbol.kind === 'item') return typeof symbol.step.step.config['as'] === 'string';
  if (symbol.kind !== 'input') return false;
  const properties = flow.input?.['properties'];
  return symbol.name !== undefined && isJsonObject(properties) && Object.hasOwn(properties, symbol.name);
}
