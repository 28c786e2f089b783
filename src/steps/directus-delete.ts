import { z } from 'zod';
import { deleteItems } from '../operations/delete-items.ts';
import { collectionName, itemId } from '../operations/directus-settings.ts';
import { defineStep } from '../step.ts';

export const directusDelete = defineStep({
  type: 'directus_delete',
  summary: 'Delete one item, or several, by primary key.',
  needs: ['directus'],
  effect: 'write',
  config: () =>
    z.strictObject({
      collection: collectionName.describe('The collection of the item.'),
      id: z
        .union([itemId, z.array(itemId).min(1)])
        .describe('The primary key of the item, or a list of keys. The step fails when one does not exist.'),
    }),
  result: () =>
    z.strictObject({
      deleted: z.array(z.union([z.string(), z.number()])).describe('The primary keys that are gone.'),
    }),
  example: { collection: 'hitl_sessions', id: '$input.session_id' },
  taint: { sinks: { collection: 'target', id: 'identity' } },
  run: deleteItems,
  stub: ({ id }) => ({ deleted: [id].flat() }),
});
