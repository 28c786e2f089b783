import type { JsonObject } from '../json.ts';
import type { ItemId } from '../ports/index.ts';
import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';
import { fieldsOf } from './directus-settings.ts';
import { hideSessionCookies } from './hide-session-cookies.ts';
import { refuseSystemCollection } from './refuse-system-collection.ts';

/** One id gives the changed item; a list of ids gets the same changes and gives a list. A missing one rejects with `ITEM_NOT_FOUND`. */
export async function updateItems(
  settings: { collection: string; id: ItemId | ItemId[]; item: JsonObject; fields?: string[] | undefined },
  context: StepContext<'directus'>,
): Promise<JsonObject | JsonObject[]> {
  const { collection, id, item } = settings;
  const { directus } = context.ports;
  refuseSystemCollection(collection);
  if (!Array.isArray(id)) {
    return hideSessionCookies(
      collection,
      await directus.updateItem(collection, id, item, fieldsOf(settings), callOf(context)),
    );
  }
  const rows = await directus.updateItems(collection, id, item, fieldsOf(settings), callOf(context));
  return rows.map((row) => hideSessionCookies(collection, row));
}
