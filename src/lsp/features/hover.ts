import type { Hover } from 'vscode-languageserver';
import { joinPointer, nodeAt, type TextRange } from '../../flow/index.ts';
import type { ReferenceNode } from '../../check/model/index.ts';
import { settingDocumentation, stepTypeDocumentation } from '../documentation.ts';
import { contentOf, locate, rangeInString, type Located } from '../locate.ts';
import type { OpenFlow } from '../open-flow.ts';
import { placeOf } from '../schema/schema-of-path.ts';
import { referenceAt } from '../symbols.ts';
import { referenceDocumentation } from '../reference-documentation.ts';

/** What is known of the thing at an offset: a reference, a step type, a setting, a key. */
export function hoverAt(flow: OpenFlow, offset: number): Hover | null {
  const reference = referenceAt(flow, offset);
  if (reference !== undefined) return hoverOfReference(flow, reference);
  const located = locate(flow.document, offset);
  if (located === undefined) return null;
  return hoverOfStepType(flow, located) ?? hoverOfProperty(flow, located);
}

function hoverOfReference(flow: OpenFlow, reference: ReferenceNode): Hover | null {
  const range = rangeInString(flow.document, reference.text.pointer, reference.reference);
  return range === undefined ? null : hover(flow, referenceDocumentation(reference, flow.known), range);
}

function hoverOfStepType(flow: OpenFlow, { pointer, node, key }: Located): Hover | undefined {
  if (key !== undefined || typeof node.value !== 'string') return undefined;
  const step = flow.model.steps.find((one) => joinPointer(one.step.pointer, 'type') === pointer);
  if (step?.facts === undefined) return undefined;
  return hover(flow, stepTypeDocumentation(step.facts), contentOf(flow.document, node));
}

/** A value tells the same as its key, but for objects and lists, which are too large to be pointed at. */
function hoverOfProperty(flow: OpenFlow, { path, pointer, node, key }: Located): Hover | null {
  if (key === undefined && (node.kind === 'object' || node.kind === 'list')) return null;
  const { schema, step, isSetting, path: from } = placeOf(flow.model, path);
  const name = path.findLast((part) => typeof part === 'string');
  if (schema === undefined || name === undefined || from.length === 0) return null;
  const owner = isSetting && step !== undefined ? step.step.type : undefined;
  const place = key ?? nodeAt(flow.document, pointer);
  return place === undefined
    ? null
    : hover(flow, settingDocumentation(name, schema, owner), contentOf(flow.document, place));
}

function hover({ source }: OpenFlow, value: string, range: TextRange): Hover {
  return { contents: { kind: 'markdown', value }, range: source.rangeOf(range) };
}
