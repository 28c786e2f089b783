import type { JsonObject } from '../json.ts';
import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';
import { fieldsOf } from './directus-settings.ts';
import { hideSessionCookies } from './hide-session-cookies.ts';
import { refuseSystemCollection } from './refuse-system-collection.ts';

/** One object makes one item; a list makes a list, all or none. */
export async function createItems(
  settings: { collection: string; item: JsonObject | JsonObject[]; fields?: string[] | undefined },
  context: StepContext<'directus'>,
): Promise<JsonObject | JsonObject[]> {
  const { collection, item } = settings;
  const { directus } = context.ports;
  refuseSystemCollection(collection);
  if (!Array.isArray(item)) {
    return hideSessionCookies(
      collection,
      await directus.createItem(collection, item, fieldsOf(settings), callOf(context)),
    );
  }
  const rows = await directus.createItems(collection, item, fieldsOf(settings), callOf(context));
  return rows.map((row) => hideSessionCookies(collection, row));
}
