import { isJsonObject, MAX_JSON_DEPTH, type Json, type JsonObject } from '../../json.ts';
import type { Shape } from '../diff/shape.ts';
import { keyOfStep } from '../diff/spot.ts';
import type { FlowChange } from '../types.ts';

/** Names of results that are used twice only because both sides were put together: each side added its own step of that name. */
export function repeatedKeys(
  { document, local, remote }: { document: JsonObject; local: JsonObject; remote: JsonObject },
  shape: Shape,
): FlowChange[] {
  const counts = countKeys(document, shape);
  const repeated = counts.entries().filter(([, count]) => count > 1);
  const before = [countKeys(local, shape), countKeys(remote, shape)];
  return [...repeated]
    .filter(([key, count]) => before.every((counts) => (counts.get(key) ?? 0) < count))
    .map(([key]) => ({ side: 'both', kind: 'added', what: `step ${JSON.stringify(key)}`, pointer: '/steps' }));
}

function countKeys(document: JsonObject, shape: Shape): Map<string, number> {
  const counts = new Map<string, number>();
  const visit = (value: Json, shape: Shape, depth: number): void => {
    if (depth >= MAX_JSON_DEPTH) return;
    const key = shape.kind === 'step' ? keyOfStep(value) : undefined;
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
    if (Array.isArray(value)) {
      if (shape.kind === 'steps') for (const step of value) visit(step, shape.under('', step), depth + 1);
    } else if (isJsonObject(value)) {
      for (const [key, inner] of Object.entries(value)) visit(inner, shape.under(key, value), depth + 1);
    }
  };
  visit(document, shape, 0);
  return counts;
}
