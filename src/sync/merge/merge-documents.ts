import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { NestedSettings } from '../../flow/index.ts';
import { differences, isTooDeep, placedUnder } from '../diff/diff-documents.ts';
import { documentShape, type Shape } from '../diff/shape.ts';
import { WHOLE_DOCUMENT } from '../diff/spot.ts';
import { canonicalDocument } from '../document.ts';
import { isSameValue } from '../same-value.ts';
import type { FlowChange } from '../types.ts';
import { conflictAt, type ThreePlaced } from './conflict.ts';
import { repeatedKeys } from './repeated-keys.ts';
import { mergeSteps } from './merge-steps.ts';

/**
 * A document with the changes of both sides since the base: by key, in lists of steps by step, and in a step by setting.
 * Where both changed the same thing differently, or one changed what the other removed, there is no document but the conflicts.
 * The keys for editors are passed over. Never throws.
 */
export function mergeDocuments(
  base: JsonObject,
  local: JsonObject,
  remote: JsonObject,
  settings?: NestedSettings,
): { document: JsonObject } | { conflicts: FlowChange[] } {
  const { document, changes } = compareThree(base, local, remote, settings);
  const conflicts = changes.filter(({ side }) => side === 'both');
  return conflicts.length > 0 ? { conflicts } : { document };
}

/** What either side changed since the base, and the document with all of it; of no use when a change is of `both`. */
export function compareThree(
  base: JsonObject,
  local: JsonObject,
  remote: JsonObject,
  settings?: NestedSettings,
): { document: JsonObject; changes: FlowChange[] } {
  const changes: FlowChange[] = [];
  const shape = documentShape(settings);
  const [baseValue, localValue, remoteValue] = [base, local, remote].map(canonicalDocument);
  const placed: ThreePlaced = {
    base: { value: baseValue, spot: WHOLE_DOCUMENT },
    local: { value: localValue, spot: WHOLE_DOCUMENT },
    remote: { value: remoteValue, spot: WHOLE_DOCUMENT },
  };
  const document = canonicalDocument(mergeValue(placed, shape, changes) as JsonObject);
  if (!changes.some(({ side }) => side === 'both')) {
    changes.push(...repeatedKeys({ document, local, remote }, shape));
  }
  return { document, changes };
}

/** The value with the changes of both sides; `undefined` when it is removed. Adds what changed. */
export function mergeValue(placed: ThreePlaced, shape: Shape, changes: FlowChange[]): Json | undefined {
  const { base, local, remote } = placed;
  if (isSameValue(local.value, remote.value)) return local.value;
  if (isSameValue(base.value, local.value)) {
    changes.push(...differences(base, remote, shape, 'remote'));
    return remote.value;
  }
  if (isSameValue(base.value, remote.value)) {
    changes.push(...differences(base, local, shape, 'local'));
    return local.value;
  }
  if (shape.kind === 'steps') {
    const merged = mergeSteps(placed, changes, (step) => mergeValue(step, shape.under('', null), changes));
    if (merged !== undefined) return merged;
  } else if (canMergeByKey(placed, shape)) return mergeObjects(placed, shape, changes);
  changes.push(conflictAt(placed));
  return local.value;
}

/** A step of another type is another step: settings of both would make neither. */
function canMergeByKey({ base, local, remote }: ThreePlaced, { kind }: Shape): boolean {
  if (isTooDeep(local.spot)) return false;
  const values = [base.value, local.value, remote.value].filter(isJsonObject);
  if (values.length < 3) return false;
  const [first, ...others] = values.map((step) => [step['type'] ?? null, isJsonObject(step['config'])]);
  return kind !== 'step' || others.every((other) => isSameValue(first, other));
}

function mergeObjects({ base, local, remote }: ThreePlaced, shape: Shape, changes: FlowChange[]): JsonObject {
  const entries: [string, Json][] = [];
  const keys = new Set([local, remote, base].flatMap(({ value }) => (isJsonObject(value) ? Object.keys(value) : [])));
  for (const key of keys) {
    const placed = {
      base: placedUnder(base, key),
      local: placedUnder(local, key),
      remote: placedUnder(remote, key),
    };
    const merged = mergeValue(placed, shape.under(key, local.value ?? null), changes);
    if (merged !== undefined) entries.push([key, merged]);
  }
  return Object.fromEntries(entries);
}
