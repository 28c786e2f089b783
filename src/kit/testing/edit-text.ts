import { isCollection, isMap, isNode, isPair, isSeq, stringify, type Node, type Pair } from 'yaml';
import { isJsonObject, type Json } from '../../json.ts';
import type { DocumentPath } from './suite.ts';
import { childOf, type YamlText } from './yaml-text.ts';

/** A part of a text that is replaced: UTF-16 offsets, `end` exclusive. */
export interface TextSplice {
  start: number;
  end: number;
  text: string;
}

interface Found {
  /** Absent for an empty place: the pair has no value. */
  node: Node;
  parent: unknown;
  pair: Pair | undefined;
  /** It stands between brackets, where everything is on the line. */
  isInFlow: boolean;
}

/**
 * How the text changes when the value at a path becomes another one, and nothing else: comments and formatting around it
 * stay. `undefined` when that cannot be said.
 */
export function spliceValue(
  text: string,
  yaml: YamlText,
  path: DocumentPath,
  value: Json,
  isJson: boolean,
): TextSplice | undefined {
  const found = findNode(yaml, path);
  if (found === undefined) return isJsonObject(value) ? spliceNewKey(text, yaml, path, value, isJson) : undefined;
  const { node, isInFlow } = found;
  const start = startOf(node);
  const end = endOf(node);
  const isOldFlow = isCollection(node) && node.flow === true && node.items.length > 0;
  if (isInFlow || isOldFlow) return { start, end, text: flowText(value, isJson, indentAt(text, start)) };
  const isOldBlock = isCollection(node) && node.flow !== true;
  if (isFilled(value)) {
    if (isOldBlock || isSeq(found.parent)) return { start, end, text: blockText(value, columnAt(text, start)) };
    const indent = indentAt(text, start) + 2;
    return { start: afterColon(text, start), end, text: `\n${' '.repeat(indent)}${blockText(value, indent)}` };
  }
  const inline = flowText(value, false, 0);
  if (isSeq(found.parent)) return { start, end, text: inline };
  const colon = afterColon(text, start);
  return text[colon - 1] === ':' ? { start: colon, end, text: ` ${inline}` } : undefined;
}

/** How the text changes when a key goes; only from a block, where it has lines of its own. */
export function spliceRemoval(text: string, yaml: YamlText, path: DocumentPath): TextSplice | undefined {
  const found = findNode(yaml, path);
  const key = found?.pair?.key;
  if (found === undefined || found.isInFlow || !isNode(key)) return undefined;
  if (!isMap(found.parent) || found.parent.items.length < 2) return undefined;
  const lineStart = text.lastIndexOf('\n', startOf(key) - 1) + 1;
  if (text.slice(lineStart, startOf(key)).trim() !== '') return undefined;
  return { start: lineStart, end: Math.min(text.length, lineEnd(text, endOf(found.node)) + 1), text: '' };
}

export function applySplices(text: string, splices: readonly TextSplice[]): string {
  let changed = text;
  for (const { start, end, text: part } of splices.toSorted((a, b) => b.start - a.start)) {
    changed = changed.slice(0, start) + part + changed.slice(end);
  }
  return changed;
}

/** A key that its map does not have comes last. */
function spliceNewKey(
  text: string,
  yaml: YamlText,
  path: DocumentPath,
  value: Json,
  isJson: boolean,
): TextSplice | undefined {
  const map = findNode(yaml, path.slice(0, -1));
  if (map === undefined || !isMap(map.node) || map.node.items.length === 0) return undefined;
  const key = String(path.at(-1));
  const end = endOf(map.node);
  const column = columnAt(text, startOf(map.node));
  if (map.node.flow !== true) {
    const inner = isFilled(value)
      ? `\n${' '.repeat(column + 2)}${blockText(value, column + 2)}`
      : ` ${flowText(value, false, 0)}`;
    const at = lineEnd(text, end);
    return { start: at, end: at, text: `\n${' '.repeat(column)}${key}:${inner}` };
  }
  const last = endOf(map.node.items.at(-1)!.value as Node);
  const isOneLine = !text.slice(startOf(map.node), end).includes('\n');
  const indent = indentAt(text, last);
  const gap = isOneLine ? ' ' : `\n${' '.repeat(indent)}`;
  const name = isJson ? JSON.stringify(key) : key;
  return { start: last, end: last, text: `,${gap}${name}: ${flowText(value, isJson, isOneLine ? -1 : indent)}` };
}

function findNode(yaml: YamlText, path: DocumentPath): Found | undefined {
  let node: unknown = yaml.document.contents;
  let parent: unknown;
  let pair: Pair | undefined;
  let isInFlow = false;
  for (const part of path) {
    const child = childOf(node, part)?.value;
    if (child === undefined) return undefined;
    isInFlow ||= isCollection(node) && node.flow === true;
    pair = isMap(node) ? node.items.find((item) => isPair(item) && item.value === child) : undefined;
    [parent, node] = [node, child];
  }
  return isNode(node) ? { node, parent, pair, isInFlow } : undefined;
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** Where what a person would call the value ends: behind the last thing in it, before comments that follow. */
function endOf(node: Node): number {
  if (isCollection(node) && node.flow !== true) {
    const last = node.items.at(-1);
    const inner = isPair(last) ? (last.value ?? last.key) : last;
    if (isNode(inner)) return endOf(inner);
  }
  return node.range?.[1] ?? 0;
}

function isFilled(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** On one line, or for a JSON file as `JSON.stringify` indents it; `indent` -1: on one line in any case. */
function flowText(value: Json, isJson: boolean, indent: number): string {
  if (isJson && indent < 0) return JSON.stringify(value);
  if (isJson) return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(indent)}`);
  return stringify(value, { collectionStyle: 'flow', blockQuote: false, lineWidth: 0 }).trimEnd();
}

/** Several lines, the first without its indentation. */
function blockText(value: Json, indent: number): string {
  return stringify(value, { lineWidth: 0 })
    .trimEnd()
    .replaceAll(/\n(?=[^\n])/g, `\n${' '.repeat(indent)}`);
}

/** The offset behind the colon before a value. */
function afterColon(text: string, start: number): number {
  let offset = start;
  while (offset > 0 && /\s/.test(text[offset - 1]!)) offset--;
  return offset;
}

function columnAt(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** Columns before the first sign of the line; the dash of a list entry is one of them. */
function indentAt(text: string, offset: number): number {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[\s-]*/.exec(text.slice(lineStart, offset))![0].length;
}

function lineEnd(text: string, offset: number): number {
  if (text[offset - 1] === '\n') return offset - 1;
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}
