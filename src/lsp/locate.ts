import {
  joinPointer,
  nodeAt,
  offsetInString,
  type JsonDocument,
  type JsonNode,
  type JsonProperty,
  type TextRange,
} from '../flow/index.ts';

/** What stands at an offset of a document. */
export interface Located {
  /** JSON pointer of the value, or of the property whose key it is. */
  readonly pointer: string;
  readonly path: readonly (string | number)[];
  /** The innermost value around the offset; of a key, the object that has it. */
  readonly node: JsonNode;
  /** The property whose key the offset is in. */
  readonly key: JsonProperty | undefined;
}

/** Finds the innermost value, or the key, that an offset is in or at the end of. */
export function locate({ root }: JsonDocument, offset: number): Located | undefined {
  if (root === undefined || !holds(root, offset)) return undefined;
  const path: (string | number)[] = [];
  for (let node = root; ;) {
    const key = node.properties.find((property) => holds(property, offset));
    if (key !== undefined) return { pointer: pointerOf([...path, key.key]), path: [...path, key.key], node, key };
    const property = node.properties.find(({ value }) => value !== undefined && holds(value, offset));
    const index = property === undefined ? node.items.findIndex((item) => holds(item, offset)) : -1;
    const next = property?.value ?? node.items[index];
    if (next === undefined) return { pointer: pointerOf(path), path, node, key: undefined };
    path.push(property?.key ?? index);
    node = next;
  }
}

function holds({ start, end }: TextRange, offset: number): boolean {
  return start <= offset && offset <= end;
}

function pointerOf(path: readonly (string | number)[]): string {
  return path.reduce<string>(joinPointer, '');
}

/** Keys and indexes of a JSON pointer; what looks like an index is one. */
export function pathOf(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) =>
      /^(?:0|[1-9]\d*)$/.test(token) ? Number(token) : token.replaceAll('~1', '/').replaceAll('~0', '~'),
    );
}

/** The part of the document that two offsets of a string's value enclose. */
export function rangeInString(document: JsonDocument, pointer: string, range: TextRange): TextRange | undefined {
  const node = nodeAt(document, pointer);
  if (node === undefined || typeof node.value !== 'string') return undefined;
  return { start: offsetInString(document, node, range.start), end: offsetInString(document, node, range.end) };
}

/** The part between the quotes. */
export function contentOf({ text }: JsonDocument, { start, end }: TextRange): TextRange {
  const isQuoted = end - start >= 2 && text[start] === '"' && text[end - 1] === '"';
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}
