import { setOwn } from '../expression/own-property.ts';
import type { Json, JsonObject } from '../json.ts';
import type { JsonKind, JsonNode, JsonProperty } from './json-document.ts';

interface MutableProperty extends JsonProperty {
  value: MutableNode | undefined;
}

interface MutableNode extends JsonNode {
  end: number;
  properties: MutableProperty[];
  items: MutableNode[];
}

/** An object or list whose closing bracket has not been read. */
interface Frame {
  readonly node: MutableNode;
  /** The property that waits for its value. */
  pending: MutableProperty | undefined;
  /** Where the comma stands after which nothing came yet; else -1. */
  commaAt: number;
  /** First properties by key, once there are too many to look through. */
  firstByKey: Map<string, MutableProperty> | undefined;
}

const NO_PROPERTIES: MutableProperty[] = [];
const NO_ITEMS: MutableNode[] = [];
const MANY_PROPERTIES = 12;

/** The values read so far, and the brackets that are open. */
export class JsonTree {
  readonly #frames: Frame[] = [];
  readonly #openCount = { list: 0, object: 0 };
  root: MutableNode | undefined;
  /** The innermost open object or list. */
  frame: Frame | undefined;
  depth = 0;

  get openFrames(): readonly Frame[] {
    return this.#frames;
  }

  get parent(): Frame | undefined {
    return this.#frames.at(-2);
  }

  isOpen(kind: 'list' | 'object'): boolean {
    return this.#openCount[kind] > 0;
  }

  add(kind: JsonKind, value: Json, start: number, end: number): void {
    this.#attach({ kind, value, start, end, properties: NO_PROPERTIES, items: NO_ITEMS });
  }

  /** Returns the first property of that name in the same object, when there is one. */
  addKey(key: string, start: number, end: number): JsonProperty | undefined {
    const frame = this.frame!;
    const property: MutableProperty = { key, start, end, value: undefined };
    const first = firstOf(frame, property);
    frame.node.properties.push(property);
    frame.pending = property;
    frame.commaAt = -1;
    return first;
  }

  open(kind: 'list' | 'object', start: number, end: number): void {
    const isList = kind === 'list';
    const node: MutableNode = {
      kind,
      value: isList ? [] : {},
      start,
      end,
      properties: isList ? NO_PROPERTIES : [],
      items: isList ? [] : NO_ITEMS,
    };
    this.#attach(node);
    this.frame = { node, pending: undefined, commaAt: -1, firstByKey: undefined };
    this.#openCount[kind]++;
    const depth = this.#frames.push(this.frame);
    if (depth > this.depth) this.depth = depth;
  }

  close(end: number): void {
    const { node } = this.#frames.pop()!;
    node.end = end;
    this.#openCount[node.kind as 'list' | 'object']--;
    this.frame = this.#frames.at(-1);
  }

  #attach(node: MutableNode): void {
    const { frame } = this;
    if (frame === undefined) {
      this.root ??= node;
    } else if (frame.node.kind === 'list') {
      frame.node.items.push(node);
      (frame.node.value as Json[]).push(node.value);
      frame.commaAt = -1;
    } else if (frame.pending !== undefined) {
      frame.pending.value = node;
      setOwn(frame.node.value as JsonObject, frame.pending.key, node.value);
      frame.pending = undefined;
    }
  }
}

function firstOf(frame: Frame, property: MutableProperty): MutableProperty | undefined {
  const { properties } = frame.node;
  if (properties.length < MANY_PROPERTIES) {
    for (const earlier of properties) if (earlier.key === property.key) return earlier;
    return undefined;
  }
  frame.firstByKey ??= new Map(properties.toReversed().map((earlier) => [earlier.key, earlier]));
  const first = frame.firstByKey.get(property.key);
  if (first === undefined) frame.firstByKey.set(property.key, property);
  return first;
}
