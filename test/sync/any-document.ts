import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/json.ts';

/** Few keys, so that documents have many in common; among them all that mean something in a flow, or in JavaScript. */
const KEYS = [
  'a',
  '__proto__',
  'constructor',
  'toString',
  'steps',
  'finally',
  'config',
  'type',
  'result_key',
  'name',
].concat(['on_error', 'then', 'branches', 'active', 'confirm', 'description', '$lint']);

const plain = fc.constantFrom<Json[]>(
  null,
  true,
  false,
  0,
  1,
  '',
  'log',
  'loop',
  'condition',
  'parallel',
  'x',
  '\ud800',
);

const { object } = fc.letrec<{ json: Json; object: JsonObject }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    plain,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.array(tie('object'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...KEYS), tie('json')), { maxLength: 5, selector: ([key]) => key })
    .map((entries) => Object.fromEntries(entries)),
}));

/** Any JSON object, most of them no flows. */
export const anyDocument = object;

/** A value inside so many lists. */
export function nestedList(depth: number): Json {
  let value: Json = 'inside';
  for (let count = 0; count < depth; count++) value = [value];
  return value;
}

/** A step inside so many loops. */
export function nestedLoop(depth: number, message: string): JsonObject {
  let step: JsonObject = { type: 'log', message };
  for (let count = 0; count < depth; count++) step = { type: 'loop', items: [1], steps: [step] };
  return step;
}
