import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { IsOpen, SettingProblem } from '../step.ts';

type Check = (value: Json, isOpen: IsOpen) => string | undefined;

const asObject: Check = (value) => (isJsonObject(value) ? undefined : 'must be an object');
const asText: Check = (value) => (typeof value === 'string' ? undefined : 'must be a text');
const asNames: Check = (value, isOpen) => {
  const names = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(names)) return 'must be a text with commas or a list of names';
  const isName = (name: Json) => typeof name === 'string' && (isOpen(name) || name.trim() !== '');
  return names.length > 0 && names.every(isName) ? undefined : 'must name at least one field, and none may be empty';
};
const asCount =
  (least: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least ? undefined : `must be a whole number, ${least} or more`;

/** What a query may hold. */
const CHECKS: ReadonlyMap<string, Check> = new Map([
  ['filter', asObject],
  ['fields', asNames],
  ['sort', asNames],
  ['limit', asCount(-1)],
  ['offset', asCount(0)],
  ['search', asText],
  ['deep', asObject],
  ['aggregate', asObject],
  ['groupBy', asNames],
]);

/** What is wrong with query settings that stand together in the object `query`. */
export function queryProblems(query: JsonObject, isOpen: IsOpen): SettingProblem[] {
  return Object.entries(query).flatMap(([name, value]): SettingProblem[] => {
    const check = CHECKS.get(name);
    const message =
      check === undefined
        ? `is not a setting of a query; known are ${[...CHECKS.keys()].join(', ')}`
        : isOpen(value)
          ? undefined
          : check(value, isOpen);
    return message === undefined ? [] : [{ kind: 'value', path: ['query', name], message }];
  });
}
