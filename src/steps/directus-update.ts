import { z } from 'zod';
import { collectionName, itemId } from '../operations/directus-settings.ts';
import { jsonObject, nameList } from '../operations/json-settings.ts';
import { stepBehaviours } from '../operations/step-behaviours.ts';
import { stubItem } from '../operations/stub-items.ts';
import { updateItems } from '../operations/update-items.ts';
import { defineStep } from '../step.ts';

export const directusUpdate = defineStep({
  type: 'directus_update',
  summary: 'Change one item, or several in the same way, by primary key.',
  needs: ['directus'],
  effect: 'write',
  config: () =>
    z.strictObject({
      collection: collectionName.describe('The collection of the item.'),
      id: z
        .union([itemId, z.array(itemId).min(1)])
        .describe('The primary key of the item, or a list of keys. The step fails when one does not exist.'),
      item: jsonObject.describe('The fields to change; the others stay as they are.'),
      fields: nameList.optional().describe('The fields of the result: a text with commas or a list. All without it.'),
    }),
  result: () => z.union([jsonObject, z.array(jsonObject)]),
  example: { collection: 'media_jobs', id: '$job.id', item: { status: 'processing' } },
  absence: { item: 'omit' },
  taint: { sinks: { collection: 'target', id: 'identity', item: 'stored' } },
  ...stepBehaviours.directus_update,
  run: updateItems,
  stub: ({ id, item, fields }) =>
    Array.isArray(id) ? id.map((each) => stubItem({ id: each, fields }, item)) : stubItem({ id, fields }, item),
});
