import type { JsonObject } from '../json.ts';
import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';
import { queryOf } from './directus-settings.ts';
import { hideSessionCookies } from './hide-session-cookies.ts';
import type { ReadSettings } from './read-items.ts';
import { refuseOpenFilter } from './refuse-open-filter.ts';

/** Items at most when a search does not say how many. */
export const SEARCH_LIMIT = 25;

/** The items that contain the text, as a list, also when only one is wanted. */
export async function searchItems(
  settings: Omit<ReadSettings, 'id'> & { text: string },
  context: StepContext<'directus'>,
): Promise<JsonObject[]> {
  const { collection, text } = settings;
  refuseOpenFilter(settings.filter);
  refuseOpenFilter(settings.deep, 'deep');
  const query = { ...queryOf(settings), search: text, limit: settings.limit ?? SEARCH_LIMIT };
  const rows = await context.ports.directus.readItems(collection, query, callOf(context));
  return rows.map((row) => hideSessionCookies(collection, row));
}
