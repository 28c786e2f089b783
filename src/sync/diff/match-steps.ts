import { isJsonObject, type Json } from '../../json.ts';
import { isSameValue } from '../same-value.ts';
import { keyOfStep } from './spot.ts';

/** Which steps of two lists are the same step: for each, its index in the other list, or `undefined`. */
export interface StepMatch {
  inAfter: (number | undefined)[];
  inBefore: (number | undefined)[];
}

/**
 * Finds out what became of the steps of a list: by the names of their results, then by equal content, then, where one of the two
 * has no name, by type in the order of the list.
 */
export function matchSteps(before: readonly Json[], after: readonly Json[]): StepMatch {
  const match: StepMatch = { inAfter: before.map(() => undefined), inBefore: after.map(() => undefined) };
  matchByKey(before, after, match);
  matchEach(before, after, match, isSameButForName);
  matchEach(before, after, match, isSameTypeWithoutName);
  return match;
}

function matchByKey(before: readonly Json[], after: readonly Json[], match: StepMatch): void {
  const indexes = indexByKey(after);
  for (const [key, index] of indexByKey(before)) {
    const other = indexes.get(key);
    if (index !== 'several' && other !== undefined && other !== 'several') pair(match, index, other);
  }
}

/** A name that is there twice tells nothing. */
function indexByKey(steps: readonly Json[]): Map<string, number | 'several'> {
  const indexes = new Map<string, number | 'several'>();
  for (const [index, step] of steps.entries()) {
    const key = keyOfStep(step);
    if (key !== undefined) indexes.set(key, indexes.has(key) ? 'several' : index);
  }
  return indexes;
}

function matchEach(
  before: readonly Json[],
  after: readonly Json[],
  match: StepMatch,
  isMatch: (before: Json, after: Json) => boolean,
): void {
  const candidates = new Set(after.keys().filter((index) => match.inBefore[index] === undefined));
  for (const [index, step] of before.entries()) {
    if (match.inAfter[index] !== undefined) continue;
    for (const candidate of candidates) {
      if (!isMatch(step, after[candidate]!)) continue;
      pair(match, index, candidate);
      candidates.delete(candidate);
      break;
    }
  }
}

function pair(match: StepMatch, before: number, after: number): void {
  match.inAfter[before] = after;
  match.inBefore[after] = before;
}

function isSameButForName(before: Json, after: Json): boolean {
  if (!isJsonObject(before) || !isJsonObject(after)) return isSameValue(before, after);
  if (before['type'] !== after['type']) return false;
  return isSameValue(withoutName(before), withoutName(after));
}

function withoutName(step: Json): Json {
  if (keyOfStep(step) === undefined) return step;
  return Object.fromEntries(Object.entries(step as object).filter(([key]) => key !== 'result_key' && key !== 'name'));
}

function isSameTypeWithoutName(before: Json, after: Json): boolean {
  if (!isJsonObject(before) || !isJsonObject(after)) return false;
  if (keyOfStep(before) !== undefined && keyOfStep(after) !== undefined) return false;
  return typeof before['type'] === 'string' && before['type'] === after['type'];
}
