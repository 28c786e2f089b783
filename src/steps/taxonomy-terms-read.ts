import { z } from 'zod';
import { readTerms } from '../operations/taxonomy.ts';
import { defineStep } from '../step.ts';

export const taxonomyTermsRead = defineStep({
  type: 'taxonomy_terms_read',
  summary: 'Read taxonomy terms, from a cache in the process where that is possible.',
  needs: ['directus', 'cache'],
  effect: 'read',
  config: () =>
    z.strictObject({
      platform: z.string().min(1).optional().describe('Terms that weigh most on this platform come first.'),
      super_concept: z
        .string()
        .min(1)
        .optional()
        .describe('Only terms of this concept, such as `aesthetic`; all without it.'),
      limit: z.int().min(1).optional().describe('Terms at most; all without it.'),
    }),
  result: () =>
    z.array(
      z.looseObject({
        tag: z.string().describe('The term.'),
        super_concept: z.string().nullable().describe('The concept it belongs to.'),
        weight: z.number().nullable().describe('Its weight on the platform, `null` when none is asked for or known.'),
      }),
    ),
  example: { super_concept: 'aesthetic', platform: 'onlyfans', limit: 20 },
  run: async ({ limit, ...choice }, context) => (await readTerms(choice, context)).slice(0, limit),
  stub: ({ super_concept: concept = null, platform }) => [
    { id: 'stub-tag', tag: 'stub-tag', super_concept: concept, weight: platform === undefined ? null : 1 },
  ],
});
