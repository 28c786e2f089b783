import { z } from 'zod';
import { readPlatformMaps } from '../operations/taxonomy.ts';
import { defineStep } from '../step.ts';

export const taxonomyPlatformMapsRead = defineStep({
  type: 'taxonomy_platform_maps_read',
  summary: 'Read how taxonomy terms weigh on a platform, from a cache in the process where that is possible.',
  needs: ['directus', 'cache'],
  effect: 'read',
  config: () => z.strictObject({ platform: z.string().min(1).describe('The platform, such as `fansly`.') }),
  result: () =>
    z.array(
      z.looseObject({
        platform: z.string(),
        tag: z.string().describe('The term.'),
        super_concept: z.string().nullable().describe('The concept it belongs to.'),
        weight: z.number().describe('Its weight on the platform; 1 is neutral.'),
      }),
    ),
  example: { platform: 'fansly' },
  run: async (settings, context) =>
    (await readPlatformMaps(settings, context)) as Array<{
      platform: string;
      tag: string;
      super_concept: string | null;
      weight: number;
    }>,
  stub: ({ platform }) => [{ id: 'stub-tag', platform, tag: 'stub-tag', super_concept: null, weight: 1 }],
});
