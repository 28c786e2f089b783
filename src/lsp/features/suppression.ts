import { CodeActionKind, type CodeAction } from 'vscode-languageserver';
import type { Diagnostic } from '../../check/diagnostic.ts';
import { RULES } from '../../check/rules/index.ts';
import { joinPointer, nodeAt, type JsonDocument, type JsonNode } from '../../flow/index.ts';
import { pathOf } from '../locate.ts';
import type { OpenFlow } from '../open-flow.ts';
import { stepAround } from '../schema/schema-of-path.ts';

const REASON = 'say here why this is fine';

/** Says in the document that a rule may be broken at this step, or in this flow. */
export function suppression(flow: OpenFlow, { rule, pointer }: Diagnostic): CodeAction | undefined {
  if (flow.model.hasSyntaxErrors || rule.startsWith('json/') || rule.startsWith('lint/')) return undefined;
  if (RULES.find(({ name }) => name === rule)?.isIgnorable === false) return undefined;
  const step = stepAround(flow.model, pathOf(pointer));
  const owner = step?.step.pointer ?? '';
  const edit = addition(flow.document, owner, rule);
  if (edit === undefined) return undefined;
  const { source } = flow;
  const change = { range: source.rangeOf({ start: edit.at, end: edit.at }), newText: edit.text };
  return {
    title: `Allow ${rule} ${step === undefined ? 'in this flow' : 'at this step'} (add the reason)`,
    kind: CodeActionKind.QuickFix,
    edit: { changes: { [source.uri]: [change] } },
  };
}

function addition(document: JsonDocument, owner: string, rule: string): { at: number; text: string } | undefined {
  const known = nodeAt(document, joinPointer(owner, '$lint'));
  const reason = `${JSON.stringify(rule)}: ${JSON.stringify(REASON)}`;
  if (known !== undefined) return known.kind === 'object' ? propertyBehindLast(document, known, reason) : undefined;
  const node = nodeAt(document, owner);
  return node?.kind === 'object' ? propertyBehindLast(document, node, `"$lint": { ${reason} }`) : undefined;
}

/** On a line of its own when the last property has one. */
function propertyBehindLast({ text }: JsonDocument, { start, end, properties }: JsonNode, property: string) {
  const last = properties.at(-1);
  if (last?.value === undefined) return { at: start + 1, text: end - start === 2 ? ` ${property} ` : property };
  let lineStart = last.start;
  while (lineStart > start && (text[lineStart - 1] === ' ' || text[lineStart - 1] === '\t')) lineStart--;
  const indent = text.slice(lineStart, last.start);
  const hasOwnLine = lineStart > start && text[lineStart - 1] === '\n';
  return { at: last.value.end, text: hasOwnLine ? `,\n${indent}${property}` : `, ${property}` };
}
