import type { ItemId } from '../ports/index.ts';
import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';
import { refuseSystemCollection } from './refuse-system-collection.ts';

/** Deletes by id only, never by filter. A missing one rejects with `ITEM_NOT_FOUND`. */
export async function deleteItems(
  { collection, id }: { collection: string; id: ItemId | ItemId[] },
  context: StepContext<'directus'>,
): Promise<{ deleted: ItemId[] }> {
  refuseSystemCollection(collection);
  const ids = [id].flat();
  await context.ports.directus.deleteItems(collection, ids, callOf(context));
  return { deleted: ids };
}
