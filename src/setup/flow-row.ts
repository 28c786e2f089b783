import type { JsonObject } from '../json.ts';

/** Keys of a document that are for editors and the linter, and have no columns. */
const FOR_EDITORS: ReadonlySet<string> = new Set(['$schema', '$lint']);

/** A flow document as a row of the collection of flows. */
export function flowRow(document: JsonObject, isInactive: boolean): JsonObject {
  const columns = Object.entries(document).filter(([key]) => !FOR_EDITORS.has(key));
  return { ...Object.fromEntries(columns), ...(isInactive ? { active: false } : {}) };
}
