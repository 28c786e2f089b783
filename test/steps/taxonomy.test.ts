import { describe, expect, it } from 'vitest';
import { memoryCache } from '../../src/adapters/memory-cache.ts';
import type { JsonObject } from '../../src/json.ts';
import { taxonomyInvalidate } from '../../src/steps/taxonomy-invalidate.ts';
import { taxonomyPlatformMapsRead } from '../../src/steps/taxonomy-platform-maps-read.ts';
import { taxonomyTermsRead } from '../../src/steps/taxonomy-terms-read.ts';
import { recordingPorts, runStep, stepContext } from '../fakes/ports.ts';

const DIMENSIONS = [
  { id: 'd1', name: 'aesthetic' },
  { id: 'd2', dimension_name: 'setting' },
];
const MAPPING = [
  { id: 't1', dimension_id: 'd1', tag: 'glamour', platform_weights: { onlyfans: 1.2, instagram: 0 } },
  { id: 't2', dimension_id: 'd2', tag: 'beach', onlyfans_weight: '1.5' },
  { id: 't3', dimension_id: 'd1', tag: 'cosy' },
];

function taxonomy() {
  const fake = recordingPorts({
    cache: memoryCache(),
    directus: {
      readItems: async (collection): Promise<JsonObject[]> =>
        collection === 'taxonomy_mapping' ? MAPPING : DIMENSIONS,
    },
  });
  const context = stepContext(fake.ports);
  const tags = async (settings: JsonObject) =>
    ((await runStep(taxonomyTermsRead, settings, context)) as JsonObject[]).map(({ tag }) => tag);
  return { ...fake, context, tags };
}

describe('taxonomy_terms_read', () => {
  it('gives the terms by name, with their concept', async () => {
    const { context } = taxonomy();
    expect(await runStep(taxonomyTermsRead, {}, context)).toEqual([
      { ...MAPPING[1], super_concept: 'setting', weight: null },
      { ...MAPPING[2], super_concept: 'aesthetic', weight: null },
      { ...MAPPING[0], super_concept: 'aesthetic', weight: null },
    ]);
  });

  it('puts the terms first that weigh most on the platform, and leaves out those that it rules out', async () => {
    const { tags } = taxonomy();
    expect(await tags({ platform: 'OnlyFans' })).toEqual(['beach', 'glamour', 'cosy']);
    expect(await tags({ platform: 'instagram' })).toEqual(['beach', 'cosy']);
  });

  it('chooses one concept, however it is spelt, and not more terms than asked for', async () => {
    const { tags } = taxonomy();
    expect(await tags({ super_concept: 'sc:Aesthetic' })).toEqual(['cosy', 'glamour']);
    expect(await tags({ super_concept: 'mood' })).toEqual([]);
    expect(await tags({ limit: 1 })).toEqual(['beach']);
  });

  it('asks Directus once, until the taxonomy is invalidated', async () => {
    const { tags, calls, context } = taxonomy();
    await tags({});
    await tags({ platform: 'fansly' });
    expect(calls.map(({ args }) => args.slice(0, 2))).toEqual([
      ['taxonomy_mapping', { limit: -1 }],
      ['taxonomy_dimensions', { limit: -1 }],
    ]);
    expect(await runStep(taxonomyInvalidate, {}, context)).toEqual({ invalidated: 2 });
    expect(await runStep(taxonomyInvalidate, {}, context)).toEqual({ invalidated: 0 });
    await tags({});
    expect(calls).toHaveLength(4);
  });
});

describe('taxonomy_platform_maps_read', () => {
  it('gives the terms that have a weight on the platform', async () => {
    const { context } = taxonomy();
    expect(await runStep(taxonomyPlatformMapsRead, { platform: 'onlyfans' }, context)).toEqual([
      { id: 't2', platform: 'onlyfans', tag: 'beach', super_concept: 'setting', weight: 1.5 },
      { id: 't1', platform: 'onlyfans', tag: 'glamour', super_concept: 'aesthetic', weight: 1.2 },
    ]);
    expect(await runStep(taxonomyPlatformMapsRead, { platform: 'x' }, context)).toEqual([]);
  });
});
