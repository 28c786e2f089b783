import type { JsonObject } from '../json.ts';
import type { Call } from '../ports/index.ts';
import type { SetupPlan } from './types.ts';

/** Where the plan is carried out. */
export interface SetupTarget {
  createCollection(collection: JsonObject, call?: Call): Promise<void>;
  createField(collection: string, field: JsonObject, call?: Call): Promise<void>;
  createRelation(relation: JsonObject, call?: Call): Promise<void>;
}

/**
 * Creates what the plan names, one after the other; `onDone` hears of each. What was created before an error stays: the same
 * command goes on from there.
 */
export async function applySetup(
  { collections, fields, relations }: SetupPlan,
  target: SetupTarget,
  onDone: (what: string) => void,
): Promise<void> {
  for (const { collection, body } of collections) {
    await target.createCollection(body);
    onDone(`collection ${collection}`);
  }
  for (const { collection, field, body } of fields) {
    await target.createField(collection, body);
    onDone(`field ${collection}.${field}`);
  }
  for (const { collection, field, body } of relations) {
    await target.createRelation(body);
    onDone(`relation ${collection}.${field}`);
  }
}
