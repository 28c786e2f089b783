import { isJsonObject, type Json } from '../../json.ts';
import { isSameValue } from '../same-value.ts';
import { similarity } from './similarity.ts';
import { keyOfStep } from './spot.ts';

/** Which steps of two lists are the same step: for each, its index in the other list, or `undefined`. */
export interface StepMatch {
  inAfter: (number | undefined)[];
  inBefore: (number | undefined)[];
}

/** Two steps of one type that have this much in common are one step that was changed. */
const MIN_SIMILARITY = 0.5;

/** Beyond so many pairs of steps nobody looks which are alike. */
const MAX_PAIRS = 10_000;

/**
 * Finds out what became of the steps of a list: by the names of their results, then by equal content. What is left, and has no
 * name on one of the sides, is matched by what steps of one type have in common, then by the place between the same neighbours.
 * In doubt a step was removed and another one added.
 */
export function matchSteps(before: readonly Json[], after: readonly Json[]): StepMatch {
  const match: StepMatch = { inAfter: before.map(() => undefined), inBefore: after.map(() => undefined) };
  matchByKey(before, after, match);
  matchByContent(before, after, match);
  matchBySimilarity(before, after, match);
  matchByPlace(before, after, match);
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

function matchByContent(before: readonly Json[], after: readonly Json[], match: StepMatch): void {
  const candidates = new Set(unmatched(match.inBefore));
  for (const index of unmatched(match.inAfter)) {
    const found = candidates.values().find((candidate) => isSameButForName(before[index]!, after[candidate]!));
    if (found === undefined) continue;
    pair(match, index, found);
    candidates.delete(found);
  }
}

function isSameButForName(before: Json, after: Json): boolean {
  if (!isJsonObject(before) || !isJsonObject(after)) return isSameValue(before, after);
  return isSameValue(before['type'], after['type']) && isSameValue(withoutName(before), withoutName(after));
}

function withoutName(step: Json): Json {
  if (keyOfStep(step) === undefined) return step;
  return Object.fromEntries(Object.entries(step as object).filter(([key]) => key !== 'result_key' && key !== 'name'));
}

function matchBySimilarity(before: readonly Json[], after: readonly Json[], match: StepMatch): void {
  const left = unmatched(match.inAfter);
  const right = unmatched(match.inBefore);
  if (left.length * right.length > MAX_PAIRS) return;
  const pairs = left
    .flatMap((index) => right.map((other) => ({ index, other, score: likeness(before[index]!, after[other]!) })))
    .filter(({ score }) => score >= MIN_SIMILARITY)
    .sort((a, b) => b.score - a.score);
  for (const { index, other } of pairs) {
    if (match.inAfter[index] === undefined && match.inBefore[other] === undefined) pair(match, index, other);
  }
}

/** How much two steps have in common that may be one; 0 when they are not. */
export function likeness(before: Json, after: Json): number {
  return canBeSame(before, after) ? similarity(before, after) : 0;
}

/** Steps of one type, unless each has a name of its own. */
function canBeSame(before: Json, after: Json): boolean {
  if (!isJsonObject(before) || !isJsonObject(after)) return false;
  if (keyOfStep(before) !== undefined && keyOfStep(after) !== undefined) return false;
  return typeof before['type'] === 'string' && before['type'] === after['type'];
}

/** Only where as many are left on both sides, and of the same types. */
function matchByPlace(before: readonly Json[], after: readonly Json[], match: StepMatch): void {
  const gaps = gapsBetween(match.inBefore);
  const known = match.inAfter.map((other, index) => (other === undefined ? undefined : index));
  for (const [neighbours, indexes] of gapsBetween(known)) {
    const others = gaps.get(neighbours);
    if (others?.length !== indexes.length) continue;
    if (!indexes.every((index, place) => canBeSame(before[index]!, after[others[place]!]!))) continue;
    for (const [place, index] of indexes.entries()) pair(match, index, others[place]!);
  }
}

/** Where the steps stand that are not known, by the known ones before and behind them. */
function gapsBetween(known: readonly (number | undefined)[]): Map<string, number[]> {
  const gaps = new Map<string, number[]>();
  let previous: number | 'start' = 'start';
  let gap: number[] = [];
  for (const [index, step] of [...known, 'end' as const].entries()) {
    if (step === undefined) {
      gap.push(index);
      continue;
    }
    if (gap.length > 0) gaps.set(`${previous} ${step}`, gap);
    gap = [];
    if (step !== 'end') previous = step;
  }
  return gaps;
}

/** The indexes that have no partner. */
export function unmatched(indexes: readonly (number | undefined)[]): number[] {
  return [...indexes.keys()].filter((index) => indexes[index] === undefined);
}

function pair(match: StepMatch, before: number, after: number): void {
  match.inAfter[before] = after;
  match.inBefore[after] = before;
}
