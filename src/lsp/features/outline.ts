import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver';
import { isJsonObject } from '../../json.ts';
import { joinPointer, keyNodeAt, nodeAt, type JsonNode } from '../../flow/index.ts';
import type { StepNode } from '../../check/model/index.ts';
import { contentOf } from '../locate.ts';
import type { OpenFlow } from '../open-flow.ts';
import { keyPointer } from '../symbols.ts';

/** Steps deeper than this are not shown: a client may draw its outline recursively. */
const MAX_DEPTH = 20;

/** The parts of a flow: its input, its steps with those inside them, `finally` and `output`. */
export function outlineOf(flow: OpenFlow): DocumentSymbol[] {
  const inside = new Map<StepNode | undefined, StepNode[]>();
  for (const step of flow.model.steps) {
    const siblings = inside.get(step.parent);
    if (siblings === undefined) inside.set(step.parent, [step]);
    else siblings.push(step);
  }
  const shown = (step: StepNode, depth: number): DocumentSymbol[] => {
    const symbol = symbolOfStep(flow, step);
    if (symbol === undefined) return [];
    const steps = depth < MAX_DEPTH ? (inside.get(step) ?? []) : [];
    return [{ ...symbol, children: steps.flatMap((inner) => shown(inner, depth + 1)) }];
  };
  const roots = inside.get(undefined) ?? [];
  const stepsOf = (list: string) =>
    roots.filter(({ listPointer }) => listPointer === list).flatMap((step) => shown(step, 0));
  return [
    ...part(flow, 'input', inputProperties(flow)),
    ...part(flow, 'steps', stepsOf('/steps')),
    ...part(flow, 'finally', stepsOf('/finally')),
    ...part(flow, 'output', []),
  ];
}

function part({ document, source }: OpenFlow, key: string, children: DocumentSymbol[]): DocumentSymbol[] {
  const property = keyNodeAt(document, `/${key}`);
  if (property?.value === undefined) return [];
  const range = source.rangeOf({ start: property.start, end: property.value.end });
  return [{ name: key, kind: SymbolKind.Namespace, range, selectionRange: source.rangeOf(property), children }];
}

function inputProperties({ document, source, model }: OpenFlow): DocumentSymbol[] {
  const properties = model.flow.input?.['properties'];
  if (!isJsonObject(properties)) return [];
  return Object.keys(properties).flatMap((name): DocumentSymbol[] => {
    const property = keyNodeAt(document, joinPointer('/input/properties', name));
    if (property?.value === undefined) return [];
    const range = source.rangeOf({ start: property.start, end: property.value.end });
    return [{ name: name || '""', kind: SymbolKind.Property, range, selectionRange: source.rangeOf(property) }];
  });
}

function symbolOfStep({ document, source }: OpenFlow, node: StepNode): DocumentSymbol | undefined {
  const { step, list } = node;
  const whole = nodeAt(document, step.pointer);
  if (whole === undefined) return undefined;
  const name = nodeAt(document, step.key === undefined ? joinPointer(step.pointer, 'type') : keyPointer(node));
  const selected = name === undefined ? firstCharacter(whole) : contentOf(document, name);
  const place = list === undefined ? '' : ` (${list.path.join('.')})`;
  return {
    name: step.key ?? (step.type || 'step'),
    detail: `${step.type}${place}`,
    kind:
      node.facts?.rawSettings === undefined || isEmpty(node.facts.rawSettings)
        ? SymbolKind.Function
        : SymbolKind.Module,
    range: source.rangeOf(whole),
    selectionRange: source.rangeOf(selected),
  };
}

function firstCharacter({ start }: JsonNode): { start: number; end: number } {
  return { start, end: start + 1 };
}

function isEmpty(settings: object): boolean {
  return Object.keys(settings).length === 0;
}
