import {
  keyNodeAt,
  nodeAt,
  offsetInString,
  type JsonDocument,
  type JsonNode,
  type TextRange,
} from '../../flow/index.ts';
import type { Change } from '../finding.ts';
import { EntryList, type TextChange } from './entry-list.ts';
import { escapedText, jsonText, type JsonStyle } from './json-text.ts';

type ChangeOf<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/** Writes the changes of one fix; every method says whether it could. */
export class FixWriter {
  readonly #document: JsonDocument;
  readonly #style: JsonStyle;
  readonly #changes: TextChange[] = [];
  readonly #lists = new Map<JsonNode, EntryList>();
  /** Properties that got another name: the object may get their old one again. */
  readonly #renamed = new Set<TextRange>();

  constructor(document: JsonDocument) {
    this.#document = document;
    this.#style = styleOf(document);
  }

  /** In the order of the text. */
  write(changes: readonly Change[]): TextChange[] | undefined {
    // A name is free for another property only once the one that has it is out of the way.
    const ordered = changes.toSorted((a, b) => Number(b.kind === 'remove') - Number(a.kind === 'remove'));
    if (!ordered.every((change) => this.#write(change))) return undefined;
    for (const list of this.#lists.values()) {
      const written = list.changes();
      if (written === undefined) return undefined;
      this.#changes.push(...written);
    }
    return this.#changes.toSorted((a, b) => a.start - b.start || a.end - b.end);
  }

  #write(change: Change): boolean {
    switch (change.kind) {
      case 'replace':
        return this.#replace(change);
      case 'replace-text':
        return this.#replaceText(change);
      case 'rename-key':
        return this.#renameKey(change);
      case 'remove':
        return this.#remove(change.pointer);
      case 'add-property':
        return this.#addProperty(change);
      case 'insert-item':
        return this.#insertItem(change);
      case 'move-item':
        return this.#moveItem(change);
      case 'edit':
        this.#changes.push({ ...change.span, text: change.text });
        return true;
    }
  }

  #replace({ pointer, value }: ChangeOf<'replace'>): boolean {
    const node = this.#soundNode(pointer);
    if (node === undefined || this.#isAmbiguous(pointer)) return false;
    this.#changes.push({ start: node.start, end: node.end, text: jsonText(value, this.#style) });
    return true;
  }

  #replaceText({ pointer, range, text }: ChangeOf<'replace-text'>): boolean {
    const node = this.#soundNode(pointer);
    if (typeof node?.value !== 'string' || this.#isAmbiguous(pointer)) return false;
    if (range.start < 0 || range.end < range.start || range.end > node.value.length) return false;
    const start = offsetInString(this.#document, node, range.start);
    const end = offsetInString(this.#document, node, range.end);
    this.#changes.push({ start, end, text: escapedText(text) });
    return true;
  }

  #renameKey({ pointer, key }: ChangeOf<'rename-key'>): boolean {
    const property = keyNodeAt(this.#document, pointer);
    const parent = nodeAt(this.#document, parentOf(pointer));
    if (property === undefined || parent === undefined || this.#isAmbiguous(pointer)) return false;
    if (!this.#isSound(property) || !this.#isFree(parent, key)) return false;
    this.#renamed.add(property);
    this.#changes.push({ start: property.start, end: property.end, text: JSON.stringify(key) });
    return true;
  }

  #remove(pointer: string): boolean {
    const parent = this.#soundNode(parentOf(pointer));
    const node = nodeAt(this.#document, pointer);
    if (parent === undefined || node === undefined || pointer === '' || this.#isAmbiguous(pointer)) return false;
    const list = this.#listOf(parent);
    const index = list.ranges.findIndex(({ end }) => end === node.end);
    if (index === -1) return false;
    list.remove(index);
    return true;
  }

  #addProperty({ pointer, key, value }: ChangeOf<'add-property'>): boolean {
    const node = this.#soundNode(pointer);
    if (node?.kind !== 'object' || !this.#isFree(node, key) || this.#isAmbiguous(pointer)) return false;
    const colon = this.#style.isCompact ? ':' : ': ';
    this.#listOf(node).add(node.properties.length, `${JSON.stringify(key)}${colon}${jsonText(value, this.#style)}`);
    return true;
  }

  #insertItem({ pointer, index, value }: ChangeOf<'insert-item'>): boolean {
    const node = this.#soundNode(pointer);
    if (node?.kind !== 'list' || index < 0 || index > node.items.length || this.#isAmbiguous(pointer)) return false;
    this.#listOf(node).add(index, jsonText(value, this.#style));
    return true;
  }

  #moveItem({ pointer, from, to }: ChangeOf<'move-item'>): boolean {
    const node = this.#soundNode(pointer);
    const item = node?.items[from];
    if (item === undefined || node?.items[to] === undefined || this.#isAmbiguous(pointer)) return false;
    if (from === to) return true;
    const list = this.#listOf(node);
    list.remove(from);
    list.add(to < from ? to : to + 1, this.#document.text.slice(item.start, item.end));
    return true;
  }

  #listOf(node: JsonNode): EntryList {
    let list = this.#lists.get(node);
    if (list === undefined) {
      this.#lists.set(
        node,
        (list = new EntryList(node, this.#document.text, styleOfObject(node, this.#document) ?? this.#style)),
      );
    }
    return list;
  }

  #soundNode(pointer: string): JsonNode | undefined {
    const node = nodeAt(this.#document, pointer);
    return node !== undefined && this.#isSound(node) ? node : undefined;
  }

  /** No mistake of syntax stands in it or at its edges. */
  #isSound({ start, end }: TextRange): boolean {
    return this.#document.problems.every(
      (problem) => problem.kind === 'duplicate-key' || problem.end < start || problem.start > end,
    );
  }

  /** A key on the way there is set twice in its object: changing one of them may leave the other one to count. */
  #isAmbiguous(pointer: string): boolean {
    if (!this.#document.problems.some(({ kind }) => kind === 'duplicate-key')) return false;
    for (let path = pointer; path !== ''; path = parentOf(path)) {
      const property = keyNodeAt(this.#document, path);
      const parent = property && nodeAt(this.#document, parentOf(path));
      if (parent?.properties.some((other) => other !== property && other.key === property?.key)) return true;
    }
    return false;
  }

  #isFree(node: JsonNode, key: string): boolean {
    const list = this.#lists.get(node);
    return node.properties.every(
      (property, index) => property.key !== key || this.#renamed.has(property) || list?.isRemoved(index) === true,
    );
  }
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}

/** As the first property of the document is written. */
function styleOf(document: JsonDocument): JsonStyle {
  const { root } = document;
  return (root && styleOfObject(root, document)) ?? { isCompact: false };
}

function styleOfObject({ properties }: JsonNode, { text }: JsonDocument): JsonStyle | undefined {
  const first = properties.find(({ value }) => value !== undefined);
  return first && { isCompact: first.value!.start === first.end + 1 && text[first.end] === ':' };
}
