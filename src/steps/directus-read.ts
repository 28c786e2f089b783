import { z } from 'zod';
import { collectionName, itemId, querySettings } from '../operations/directus-settings.ts';
import { jsonObject } from '../operations/json-settings.ts';
import { readItems } from '../operations/read-items.ts';
import { stepBehaviours } from '../operations/step-behaviours.ts';
import { stubRead } from '../operations/stub-items.ts';
import { defineStep } from '../step.ts';

export const directusRead = defineStep({
  type: 'directus_read',
  summary: 'Read one item or a list of items from a Directus collection.',
  needs: ['directus'],
  effect: 'read',
  config: () =>
    z.strictObject({
      collection: collectionName.describe('The collection to read from.'),
      id: itemId
        .optional()
        .describe('The primary key of one item; the step fails when there is none. Not together with `filter`.'),
      ...querySettings,
    }),
  result: () => z.union([jsonObject, z.array(jsonObject), z.null()]),
  example: {
    collection: 'creator_profiles',
    filter: { user_id: { _eq: '$context.user_id' } },
    fields: 'id,username',
    limit: 1,
  },
  taint: { sinks: { collection: 'target', id: 'identity', filter: 'query', search: 'query' } },
  ...stepBehaviours.directus_read,
  run: readItems,
  stub: stubRead,
});
