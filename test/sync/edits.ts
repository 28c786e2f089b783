import fc from 'fast-check';
import { isJsonObject, type Json, type JsonObject } from '../../src/json.ts';

/**
 * Documents in which every text is there once, so that a test sees what became of each: `change` numbers are turned into edits
 * that add, change, remove and move, each new text marked with the name of the side.
 */
export type Edit = readonly [kind: number, place: number, target: number];

export const anyEdits: fc.Arbitrary<Edit[]> = fc.array(fc.tuple(fc.nat(5), fc.nat(30), fc.nat(30)), {
  minLength: 1,
  maxLength: 4,
});

/** A flow with so many steps; every third one is a condition that holds steps, every second has a name. */
export function flowOf(count: number): JsonObject {
  return {
    slug: 'edited',
    name: 'name of base',
    active: true,
    input: { properties: { first: 'first of base', second: 'second of base' } },
    steps: Array.from({ length: count }, (_, index) => stepOf(`base-${index}`, index)),
    output: 'output of base',
  };
}

function stepOf(mark: string, index: number): JsonObject {
  const name: JsonObject = index % 2 === 0 ? { name: `name_${mark}` } : {};
  if (index % 3 !== 2) return { type: 'log', ...name, message: `message ${mark}`, data: { more: `data ${mark}` } };
  const inner = [0, 1].map((part) => ({ type: 'log', message: `message ${mark} then ${part}` }));
  return { type: 'condition', ...name, if: `condition ${mark}`, then: inner };
}

/** A copy with the edits; `side` marks what is new. */
export function edited(document: JsonObject, edits: readonly Edit[], side: string): JsonObject {
  const copy = structuredClone(document);
  for (const [number, edit] of edits.entries()) applyEdit(copy, edit, `${side}-${number}`);
  return copy;
}

function applyEdit(document: JsonObject, [kind, place, target]: Edit, mark: string): void {
  const lists = stepListsOf(document);
  const list = lists[target % lists.length]!;
  const at = place % (list.length + 1);
  const step = list[at];
  if (kind === 0) list.splice(at, 0, stepOf(mark, target));
  else if (kind === 1 && step !== undefined) list.splice(at, 1);
  else if (kind === 2 && step !== undefined) list.splice(target % list.length, 0, list.splice(at, 1)[0]!);
  else if (kind === 3 && isJsonObject(step)) step[target % 2 === 0 ? 'message' : 'description'] = `changed by ${mark}`;
  else if (kind === 4) document[target % 2 === 0 ? 'name' : 'description'] = `changed by ${mark}`;
  else if (isJsonObject(document['input']) && isJsonObject(document['input']['properties'])) {
    document['input']['properties'][['first', 'second', `third_${mark}`][target % 3]!] = `changed by ${mark}`;
  }
}

function stepListsOf(document: JsonObject): Json[][] {
  const steps = document['steps'] as Json[];
  const inner = steps.map((step) => (isJsonObject(step) ? step['then'] : undefined)).filter(Array.isArray);
  return [steps, ...inner];
}

/** Every text in a value that is there once: keys and types of steps are not. */
export function textsIn(value: Json): string[] {
  if (typeof value === 'string') return ['log', 'condition'].includes(value) ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
