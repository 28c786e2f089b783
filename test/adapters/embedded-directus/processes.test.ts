import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openEmbeddedDirectus } from '../../../src/adapters/embedded-directus/index.ts';
import { startChild } from '../child-process.ts';
import { temporaryFolder } from '../temporary-folder.ts';

it('loses nothing when several processes make and fill a store at once', async () => {
  const file = path.join(temporaryFolder(), 'state', 'directus.db');
  const script = new URL('create-reports.ts', import.meta.url);
  const children = ['a', 'b', 'c', 'd'].map((title) => startChild(script, [file, title, '100']));
  const printed = await Promise.all(children.map((child) => child.rest()));
  expect(printed.map((lines) => lines.at(-1))).toEqual(['done', 'done', 'done', 'done']);
  expect(printed.flat().filter((line) => line === 'flow')).toHaveLength(1);

  const directus = openEmbeddedDirectus({ file });
  onTestFinished(() => directus.close());
  expect(await directus.readItems('scout_reports', { aggregate: { count: '*' }, groupBy: ['title'] })).toEqual(
    ['a', 'b', 'c', 'd'].map((title) => ({ title, count: 100 })),
  );
  expect(await directus.readItems('creator_profiles', {})).toHaveLength(1);
});
