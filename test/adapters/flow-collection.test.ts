import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openEmbeddedDirectus } from '../../src/adapters/embedded-directus/index.ts';
import { flowCollection } from '../../src/adapters/flow-collection.ts';
import type { DirectusPort } from '../../src/ports/index.ts';
import { describeFlowSource, fullFlow } from '../contracts/flow-source.ts';
import { temporaryFolder } from './temporary-folder.ts';

function openDirectus(): DirectusPort {
  const directus = openEmbeddedDirectus({ file: path.join(temporaryFolder(), 'directus.db') });
  onTestFinished(() => directus.close());
  return directus;
}

describeFlowSource('collection', async (documents) => {
  const directus = openDirectus();
  await directus.createItems('action_flows', documents);
  return flowCollection(directus);
});

it('takes columns of JSON as text', async () => {
  const directus = openDirectus();
  const asText = Object.entries(fullFlow).map(([key, value]) => [
    key,
    typeof value === 'object' ? JSON.stringify(value) : value,
  ]);
  await directus.createItem('action_flows', Object.fromEntries(asText));
  expect(JSON.parse((await flowCollection(directus).find('full-flow'))!.text)).toEqual(fullFlow);
});

it('names the collection and the slug as the origin', async () => {
  const directus = openDirectus();
  await directus.createItem('action_flows', fullFlow);
  expect(await flowCollection(directus).find('full-flow')).toMatchObject({ origin: 'directus:action_flows/full-flow' });
});

it('tells when the collection is not there', async () => {
  const source = flowCollection(openDirectus(), { collection: 'flows' });
  await expect(source.find('a-flow')).rejects.toMatchObject({ code: 'COLLECTION_NOT_FOUND' });
});
