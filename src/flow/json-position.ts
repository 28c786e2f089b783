import type { JsonDocument, JsonNode, JsonProperty } from './json-document.ts';

/** Counted from 1; columns in UTF-16 units, as editors do. */
export interface TextPosition {
  line: number;
  column: number;
}

const lineTables = new WeakMap<JsonDocument, readonly number[]>();

/** Line and column of an offset. A byte order mark takes no column. */
export function positionAt(document: JsonDocument, offset: number): TextPosition {
  let starts = lineTables.get(document);
  if (starts === undefined) {
    starts = lineStarts(document.text);
    lineTables.set(document, starts);
  }
  let low = 0;
  for (let high = starts.length; high - low > 1;) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: Math.max(0, offset - starts[low]!) + 1 };
}

function lineStarts(text: string): number[] {
  const starts = [text.charCodeAt(0) === 0xfeff ? 1 : 0];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
  }
  return starts;
}

/** The value that a JSON pointer (RFC 6901) names; of equal keys the last, which is the one that counts. */
export function nodeAt(document: JsonDocument, pointer: string): JsonNode | undefined {
  let node = document.root;
  for (const token of pointerTokens(pointer)) {
    if (node === undefined) return undefined;
    node = node.kind === 'list' ? node.items[indexOf(token)] : propertyOf(node, token)?.value;
  }
  return node;
}

/** The key of the property that a JSON pointer names; its range is the key's. */
export function keyNodeAt(document: JsonDocument, pointer: string): JsonProperty | undefined {
  const parent = pointer === '' ? undefined : nodeAt(document, pointer.slice(0, pointer.lastIndexOf('/')));
  return parent === undefined ? undefined : propertyOf(parent, pointerTokens(pointer).at(-1)!);
}

/** The document offset of a UTF-16 index in a string's value, which escapes in the text move on. */
export function offsetInString(document: JsonDocument, node: JsonNode, index: number): number {
  const { text } = document;
  const first = node.start + (text[node.start] === '"' || text[node.start] === "'" ? 1 : 0);
  if (typeof node.value === 'string' && first + node.value.length + 1 >= node.end) return first + index;
  let offset = first;
  for (let count = 0; count < index && offset < node.end - 1; count++) {
    offset += text[offset] !== '\\' ? 1 : text[offset + 1] === 'u' ? 6 : 2;
  }
  return offset;
}

/** Adds a key or index to a JSON pointer. */
export function joinPointer(pointer: string, token: string | number): string {
  return `${pointer}/${typeof token === 'number' ? token : escapeToken(token)}`;
}

function escapeToken(token: string): string {
  return token.includes('~') || token.includes('/') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}

function pointerTokens(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => (token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token));
}

function indexOf(token: string): number {
  return /^(?:0|[1-9]\d*)$/.test(token) ? Number(token) : -1;
}

function propertyOf(node: JsonNode, key: string): JsonProperty | undefined {
  return node.properties.findLast((property) => property.key === key);
}
