import { z } from 'zod';
import { invalidateTaxonomy } from '../operations/taxonomy.ts';
import { defineStep } from '../step.ts';

export const taxonomyInvalidate = defineStep({
  type: 'taxonomy_invalidate',
  summary: 'Forget the cached taxonomy, after it was changed in bulk.',
  needs: ['cache'],
  effect: 'read',
  config: () => z.strictObject({}),
  result: () => z.strictObject({ invalidated: z.int().describe('How many cached parts were forgotten.') }),
  example: {},
  run: async (_, context) => invalidateTaxonomy(context),
  stub: () => ({ invalidated: 0 }),
});
