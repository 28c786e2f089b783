import { z } from 'zod';
import type { DirectusQuery } from '../ports/index.ts';
import { jsonObject, nameList, textLike } from './json-settings.ts';
import { withoutUndefined } from './without-undefined.ts';

export const collectionName = textLike(/^[A-Za-z0-9_]+$/, 'must be the name of a collection: letters, digits and "_"');

/** Ids stand in the path of a URL: anything that could change the path is refused. */
const SAFE_IN_PATH = /^(?!\.$)(?!.*\.\.)[^/\\?#]*$/s;

export const itemId = z.union([
  z.int(),
  textLike(SAFE_IN_PATH, 'must be a primary key: no "/", "\\", "?", "#" or ".."').min(1).max(255),
]);

/** The settings of every step that asks Directus for several items. */
export const querySettings = {
  filter: jsonObject
    .optional()
    .describe('Which items, as a Directus filter: `{ "status": { "_eq": "draft" } }`. All items without it.'),
  fields: nameList
    .optional()
    .describe('The fields of each item: a text with commas or a list; `*` for all, `author.name` for related ones.'),
  sort: nameList
    .optional()
    .describe('Fields to sort by: a text with commas or a list; `-date` sorts from last to first.'),
  limit: z
    .int()
    .min(-1)
    .optional()
    .describe('Items at most; -1 for all. Without it what Directus is set up for, usually 100.'),
  offset: z.int().min(0).optional().describe('How many items to skip.'),
  search: z.string().optional().describe('Only items with this text in one of their text fields.'),
  deep: jsonObject.optional().describe('Query settings for related items, as Directus takes them.'),
  aggregate: jsonObject.optional().describe('Totals instead of items: `{ "count": "*" }`, `{ "sum": "price" }`.'),
  groupBy: nameList.optional().describe('Fields by which totals are grouped: a text with commas or a list.'),
};

type QuerySettings = { [Name in keyof typeof querySettings]?: z.output<(typeof querySettings)[Name]> };

/** What of the settings is a query, ready for the port. */
export function queryOf(settings: QuerySettings): DirectusQuery {
  const { filter, fields, sort, limit, offset, search, deep, aggregate, groupBy } = settings;
  return withoutUndefined({ filter, fields, sort, limit, offset, search, deep, aggregate, groupBy });
}

/** Only the choice of fields, for calls that return what they wrote. */
export function fieldsOf(settings: { fields?: string[] | undefined }): Pick<DirectusQuery, 'fields'> {
  return settings.fields === undefined ? {} : { fields: settings.fields };
}
