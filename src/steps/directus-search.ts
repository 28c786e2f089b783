import { z } from 'zod';
import { collectionName, querySettings } from '../operations/directus-settings.ts';
import { jsonObject } from '../operations/json-settings.ts';
import { SEARCH_LIMIT, searchItems } from '../operations/search-items.ts';
import { stepBehaviours } from '../operations/step-behaviours.ts';
import { stubItem } from '../operations/stub-items.ts';
import { defineStep } from '../step.ts';

export const directusSearch = defineStep({
  type: 'directus_search',
  summary: 'Find the items of a Directus collection that contain a text.',
  needs: ['directus'],
  effect: 'read',
  config: () =>
    z.strictObject({
      collection: collectionName.describe('The collection to search.'),
      query: z.string().min(1).describe('The text to look for, in the text fields of the collection.'),
      fields: querySettings.fields,
      filter: querySettings.filter,
      sort: querySettings.sort,
      limit: z.int().min(-1).default(SEARCH_LIMIT).describe('Items at most; -1 for all.'),
    }),
  result: () => z.array(jsonObject),
  example: { collection: 'scraped_media', query: '$input.search_term', fields: 'id,caption', limit: 10 },
  taint: { sinks: { collection: 'target', query: 'query', filter: 'query' } },
  ...stepBehaviours.directus_search,
  run: async ({ query, ...settings }, context) => searchItems({ ...settings, text: query }, context),
  stub: (settings) => [stubItem(settings)],
});
