import { joinPointer, type JsonDocument, type JsonNode, type TextRange } from '../../flow/index.ts';

/** An object or list that holds a part of the text, with its JSON pointer. */
export interface Container {
  readonly node: JsonNode;
  readonly pointer: string;
}

/** A flow with more levels is refused: nobody needs to know where in it something stands. */
const MAX_DEPTH = 250;

/** The objects and lists around a part of the text, the outermost first. */
export function containersAt(document: JsonDocument, { start, end }: TextRange): Container[] {
  const containers: Container[] = [];
  let inner: Container | undefined = document.root && { node: document.root, pointer: '' };
  while (inner !== undefined && (inner.node.kind === 'object' || inner.node.kind === 'list')) {
    if (containers.length === MAX_DEPTH) break;
    containers.push(inner);
    inner = childAt(inner, start, end);
  }
  return containers;
}

/** The JSON pointer of the innermost object or list around a part of the text. */
export function pointerAt(document: JsonDocument, range: TextRange): string {
  return containersAt(document, range).at(-1)?.pointer ?? '';
}

function childAt({ node, pointer }: Container, start: number, end: number): Container | undefined {
  if (node.kind === 'list') {
    const index = lastBefore(node.items, start);
    const item = node.items[index];
    return item && end <= item.end ? { node: item, pointer: joinPointer(pointer, index) } : undefined;
  }
  const property = node.properties[lastBefore(node.properties, start)];
  const value = property?.value;
  const isInside = value !== undefined && value.start <= start && end <= value.end;
  return isInside ? { node: value, pointer: joinPointer(pointer, property!.key) } : undefined;
}

/** The index of the last range that starts at or before an offset; -1 when there is none. */
function lastBefore(ranges: readonly TextRange[], offset: number): number {
  let low = -1;
  for (let high = ranges.length; high - low > 1;) {
    const middle = (low + high) >> 1;
    if (ranges[middle]!.start <= offset) low = middle;
    else high = middle;
  }
  return low;
}
