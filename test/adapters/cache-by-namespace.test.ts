import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { cacheByNamespace } from '../../src/adapters/cache-by-namespace.ts';
import { memoryCache } from '../../src/adapters/memory-cache.ts';
import { sqliteCache } from '../../src/adapters/sqlite-cache.ts';
import { describeCachePort, type CacheSetup } from '../contracts/cache.ts';

const folder = mkdtempSync(join(tmpdir(), 'genie-actions-cache-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function openBoth(lastingNamespaces: string[], setup: CacheSetup = {}, file = join(folder, `${files++}.sqlite`)) {
  return cacheByNamespace({
    lasting: sqliteCache({ file, ...setup }),
    passing: memoryCache(setup),
    lastingNamespaces,
  });
}

describeCachePort('by namespace, all lasting', (setup) => openBoth(['a', 'a","b', 'ab'], setup));
describeCachePort('by namespace, all passing', (setup) => openBoth([], setup));

it('keeps the lasting namespaces for the next process, and only those', async () => {
  const file = join(folder, 'shared.sqlite');
  const first = openBoth(['pages'], {}, file);
  await first.set('pages', 'one', 1);
  await first.set('terms', 'one', 1);
  const second = openBoth(['pages'], {}, file);
  expect([await second.get('pages', 'one'), await second.get('terms', 'one')]).toEqual([1, undefined]);
  expect(await second.clear('terms')).toBe(0);
  expect(await first.get('terms', 'one')).toBe(1);
  await Promise.all([first.close(), second.close()]);
});
