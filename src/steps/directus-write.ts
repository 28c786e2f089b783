import { z } from 'zod';
import { createItems } from '../operations/create-items.ts';
import { collectionName } from '../operations/directus-settings.ts';
import { jsonObject, nameList } from '../operations/json-settings.ts';
import { stepBehaviours } from '../operations/step-behaviours.ts';
import { stubItem } from '../operations/stub-items.ts';
import { defineStep } from '../step.ts';

export const directusWrite = defineStep({
  type: 'directus_write',
  summary: 'Create one item, or several at once, in a Directus collection.',
  needs: ['directus'],
  effect: 'write',
  config: () =>
    z.strictObject({
      collection: collectionName.describe('The collection that gets the item.'),
      item: z
        .union([jsonObject, z.array(jsonObject).min(1)])
        .describe('The fields of the new item; a list of such objects creates several, all or none.'),
      fields: nameList.optional().describe('The fields of the result: a text with commas or a list. All without it.'),
    }),
  result: () => z.union([jsonObject, z.array(jsonObject)]),
  example: {
    collection: 'scheduled_posts',
    item: { platform: 'onlyfans', caption: '$caption.response', status: 'pending' },
  },
  absence: { item: 'omit' },
  ...stepBehaviours.directus_write,
  taint: { sinks: { collection: 'target', item: 'stored' } },
  run: createItems,
  stub: ({ item, fields }) =>
    Array.isArray(item) ? item.map((each) => stubItem({ fields }, each)) : stubItem({ fields }, item),
});
