import type { JsonDocument, JsonNode } from '../../../flow/index.ts';
import type { Repair } from './repair-of.ts';

/** The brackets that are open at the end, when nothing else is wrong and the last value is whole. */
export function closeBrackets({ text, root, problems }: JsonDocument): Repair | undefined {
  if (problems.length !== 1) return undefined;
  const open: JsonNode[] = [];
  for (let node = root; node !== undefined && isOpen(node, text); node = lastChild(node)) open.push(node);
  const content = text.trimEnd();
  const hasBareKey = open.at(-1)?.properties.some(({ value }) => value === undefined) ?? true;
  if (hasBareKey || !/[[\]{}"el]$/.test(content)) return undefined;
  const closing = open.toReversed().map((node) => closingOf(node, text));
  const title = closing.length === 1 ? `add "${closing[0]!.trim()}"` : 'close the brackets';
  return { title, edit: { span: { start: content.length, end: content.length }, text: closing.join('') } };
}

/** An object or list that reaches to the end of the text without a bracket of its own there. */
function isOpen(node: JsonNode, text: string): boolean {
  if ((node.kind !== 'object' && node.kind !== 'list') || node.end !== text.length) return false;
  const isBracketAtEnd = text.length > node.start + 1 && text[node.end - 1] === (node.kind === 'list' ? ']' : '}');
  return !isBracketAtEnd || lastChild(node)?.end === node.end;
}

function lastChild(node: JsonNode): JsonNode | undefined {
  return node.kind === 'list' ? node.items.at(-1) : node.properties.at(-1)?.value;
}

/** On a line of its own, below the start of the line with the opening bracket, where the entries have lines of their own. */
function closingOf(node: JsonNode, text: string): string {
  const bracket = node.kind === 'list' ? ']' : '}';
  const behind = text[node.start + 1];
  if (behind === '\r' || behind === '\n') {
    const line = text.slice(text.lastIndexOf('\n', node.start) + 1, node.start);
    return `${behind === '\r' ? '\r\n' : '\n'}${/^\s*/.exec(line)![0]}${bracket}`;
  }
  return behind === ' ' ? ` ${bracket}` : bracket;
}
