import type { z } from 'zod';
import type { JsonObject } from '../json.ts';
import type { ItemId } from '../ports/index.ts';
import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';
import { fieldsOf, queryOf, type querySettings } from './directus-settings.ts';
import { hideSessionCookies } from './hide-session-cookies.ts';
import { refuseOpenFilter } from './refuse-open-filter.ts';

export type ReadSettings = { [Name in keyof typeof querySettings]?: z.output<(typeof querySettings)[Name]> } & {
  collection: string;
  id?: ItemId | undefined;
};

/**
 * With `id` the item; an unknown one rejects with `ITEM_NOT_FOUND`. With `limit: 1` the item, or `null` when there is none.
 * Else a list.
 */
export async function readItems(
  settings: ReadSettings,
  context: StepContext<'directus'>,
): Promise<JsonObject | JsonObject[] | null> {
  const { collection, id } = settings;
  const { directus } = context.ports;
  if (id !== undefined) return readItem({ ...settings, id }, context);
  refuseOpenFilter(settings.filter);
  refuseOpenFilter(settings.deep, 'deep');
  const rows = await directus.readItems(collection, queryOf(settings), callOf(context));
  const visible = rows.map((row) => hideSessionCookies(collection, row));
  return settings.limit === 1 ? (visible[0] ?? null) : visible;
}

/** The item of that id; an unknown one rejects with `ITEM_NOT_FOUND`. */
export async function readItem(
  settings: Pick<ReadSettings, 'collection' | 'fields' | 'deep'> & { id: ItemId },
  context: StepContext<'directus'>,
): Promise<JsonObject> {
  const { collection, id, deep } = settings;
  refuseOpenFilter(deep, 'deep');
  const query = { ...fieldsOf(settings), ...(deep === undefined ? {} : { deep }) };
  return hideSessionCookies(collection, await context.ports.directus.readItem(collection, id, query, callOf(context)));
}
