import { isReservedName } from '../expression/reserved-names.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import type { SettingProblem } from '../step.ts';

/** A name that means something else in a reference cannot stand for the item. */
export function loopProblems({ as }: JsonObject): SettingProblem[] {
  if (typeof as !== 'string' || as === 'item' || !isReservedName(as)) return [];
  return [{ kind: 'value', path: ['as'], message: 'is a reserved name' }];
}

/** One entry a round; `null` only where failed rounds are passed over. */
export function loopType({ on_item_error: onError = 'fail' }: JsonObject): JsonObject {
  return { type: 'array', items: roundType(onError) };
}

/** One entry a branch, by its name. */
export function parallelType({ branches, on_branch_error: onError = 'fail' }: JsonObject): JsonObject | undefined {
  if (!isJsonObject(branches)) return undefined;
  const names = Object.keys(branches);
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, roundType(onError)])),
    required: names,
    additionalProperties: false,
  };
}

function roundType(onError: unknown): JsonObject {
  return { type: onError === 'fail' ? 'object' : ['object', 'null'] };
}
