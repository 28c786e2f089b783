import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { isDeeperThan, MAX_JSON_DEPTH, type Json } from '../../json.ts';
import type { DocumentPath, PlacedMessage, TestPlace } from './suite.ts';

/** A YAML text with its nodes. */
export interface YamlText {
  document: Document.Parsed;
  value: Json | undefined;
  problems: PlacedMessage[];
  placeAt(offset: number): TestPlace;
}

/** Reads one YAML document; values are what JSON can hold. */
export function parseYaml(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true, logLevel: 'error' });
  const placeAt = (offset: number): TestPlace => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems = document.errors.slice(0, 5).map(({ message, pos }) => ({ message, place: placeAt(pos[0]) }));
  let value: Json | undefined;
  if (problems.length === 0) {
    try {
      value = (document.toJS() ?? null) as Json;
      if (!isDeeperThan(value, MAX_JSON_DEPTH) && holdsNoJson(value))
        problems.push({ message: 'a number here is none that JSON can hold', place: placeAt(0) });
    } catch (thrown) {
      problems.push({ message: (thrown as Error).message, place: placeAt(0) });
    }
  }
  return { document, value: problems.length > 0 ? undefined : value, problems, placeAt };
}

/** Where a value, or the key before it, stands; the nearest place around it when the text has none. */
export function placeInYaml(yaml: YamlText, path: DocumentPath, target: 'value' | 'key'): TestPlace {
  let node: unknown = yaml.document.contents;
  let offset = isNode(node) ? startOf(node) : 0;
  for (const [index, part] of path.entries()) {
    const found = childOf(node, part);
    if (found === undefined) break;
    const isLast = index === path.length - 1;
    const shown = isLast && target === 'key' ? (found.key ?? found.value) : (found.value ?? found.key);
    offset = shown === undefined ? offset : startOf(shown);
    node = found.value;
  }
  return yaml.placeAt(offset);
}

/** An entry of a map or a list. */
export function childOf(node: unknown, part: string | number): { key?: Node; value?: Node } | undefined {
  if (isSeq(node)) {
    const item = typeof part === 'number' ? node.items[part] : undefined;
    return isNode(item) ? { value: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(part));
  if (pair === undefined) return undefined;
  return { ...(isNode(pair.key) ? { key: pair.key } : {}), ...(isNode(pair.value) ? { value: pair.value } : {}) };
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function holdsNoJson(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' || value === undefined;
  return Object.values(value).some(holdsNoJson);
}
