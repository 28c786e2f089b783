import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbeddedDirectus } from '../../src/adapters/embedded-directus/index.ts';
import { memoryCache } from '../../src/adapters/memory-cache.ts';
import type { JsonObject } from '../../src/json.ts';
import { directusDelete } from '../../src/steps/directus-delete.ts';
import { directusRead } from '../../src/steps/directus-read.ts';
import { directusSearch } from '../../src/steps/directus-search.ts';
import { directusUpdate } from '../../src/steps/directus-update.ts';
import { directusWrite } from '../../src/steps/directus-write.ts';
import { directus } from '../../src/steps/directus.ts';
import { taxonomyPlatformMapsRead } from '../../src/steps/taxonomy-platform-maps-read.ts';
import { taxonomyTermsRead } from '../../src/steps/taxonomy-terms-read.ts';
import { recordingPorts, rejection, runStep, stepContext, type TestContext } from '../fakes/ports.ts';

const collection = 'scheduled_posts';

let folder: string;
let store: ReturnType<typeof openEmbeddedDirectus>;
let context: TestContext;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'genie-steps-'));
  store = openEmbeddedDirectus({ file: join(folder, 'store.sqlite') });
  context = stepContext({ ...recordingPorts().ports, directus: store, cache: memoryCache() });
});

afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the directus steps on a real store', () => {
  it('create, read, search, change and delete an item', async () => {
    const item = { platform: 'fansly', caption: 'A quiet morning in Lisbon', status: 'draft' };
    const created = (await runStep(directusWrite, { collection, item }, context)) as JsonObject;
    expect(created).toMatchObject(item);
    const id = created.id as string;
    const found = await runStep(
      directusRead,
      { collection, filter: { id: { _eq: id } }, fields: 'id,caption', limit: 1 },
      context,
    );
    expect(found).toEqual({ id, caption: item.caption });
    expect(await runStep(directusSearch, { collection, query: 'lisbon', fields: ['id'] }, context)).toEqual([{ id }]);
    const changed = await runStep(
      directusUpdate,
      { collection, id, item: { status: 'scheduled' }, fields: 'status' },
      context,
    );
    expect(changed).toEqual({ status: 'scheduled' });
    expect(await runStep(directusDelete, { collection, id }, context)).toEqual({ deleted: [id] });
    for (const [stepType, more] of [
      [directusRead, {}],
      [directusUpdate, { item: {} }],
      [directusDelete, {}],
    ] as const) {
      const error = await rejection(runStep(stepType, { collection, id, ...more }, context));
      expect(error.code).toBe('ITEM_NOT_FOUND');
    }
  });

  it('do the same in both spellings', async () => {
    const data = { platform: 'fansly', caption: 'Twice' };
    const [first, second] = (await Promise.all([
      runStep(directusWrite, { collection, item: data, fields: 'platform,caption' }, context),
      runStep(directus, { operation: 'create-item', collection, data, fields: 'platform,caption' }, context),
    ])) as JsonObject[];
    expect(first).toEqual(data);
    expect(second).toEqual(first);
    const query = { filter: { caption: { _eq: 'Twice' } }, sort: 'id', fields: ['id'] };
    const listed = await runStep(directusRead, { collection, ...query }, context);
    expect(listed).toHaveLength(2);
    expect(await runStep(directus, { operation: 'read-items', collection, query }, context)).toEqual(listed);
    const unknown = { collection: 'nothing_here' };
    const failures = [
      rejection(runStep(directusRead, unknown, context)),
      rejection(runStep(directus, { operation: 'read-items', ...unknown }, context)),
    ];
    expect((await Promise.all(failures)).map(({ code }) => code)).toEqual([
      'COLLECTION_NOT_FOUND',
      'COLLECTION_NOT_FOUND',
    ]);
  });
});

describe('the taxonomy steps on a real store', () => {
  it('find the terms of a concept and their weights on a platform', async () => {
    const terms = (await runStep(taxonomyTermsRead, { platform: 'onlyfans' }, context)) as JsonObject[];
    expect(terms.length).toBeGreaterThan(0);
    const concept = terms[0]!.super_concept as string;
    const ofConcept = (await runStep(taxonomyTermsRead, { super_concept: concept }, context)) as JsonObject[];
    expect(new Set(ofConcept.map(({ super_concept: name }) => name))).toEqual(new Set([concept]));
    const maps = (await runStep(taxonomyPlatformMapsRead, { platform: 'onlyfans' }, context)) as JsonObject[];
    expect(maps.length).toBeGreaterThan(0);
    expect(maps.map(({ tag }) => tag)).toEqual(terms.slice(0, maps.length).map(({ tag }) => tag));
  });
});
