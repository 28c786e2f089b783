import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { sqliteCache } from '../../src/adapters/sqlite-cache.ts';
import { describeCachePort } from '../contracts/cache.ts';

const folder = mkdtempSync(join(tmpdir(), 'genie-actions-cache-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function newFile(): string {
  return join(folder, 'state', `cache-${files++}.db`);
}

describeCachePort('sqlite', (setup) => sqliteCache({ file: newFile(), ...setup }));

describe('sqliteCache', () => {
  it('keeps values for the next process and shares them with others', async () => {
    const file = newFile();
    const first = sqliteCache({ file });
    const second = sqliteCache({ file });
    await first.set('a', 'one', [1]);
    expect(await second.get('a', 'one')).toEqual([1]);
    await first.close();
    await second.close();
    const later = sqliteCache({ file });
    expect(await later.get('a', 'one')).toEqual([1]);
    await later.close();
  });

  it('goes on in memory when the file cannot be used, and says so once', async () => {
    const file = newFile();
    await sqliteCache({ file }).set('a', 'one', 1);
    const damaged = join(folder, 'damaged.db');
    writeFileSync(damaged, 'this is no database, however long one looks at it '.repeat(100));
    for (const unusable of [damaged, join(file, 'below-a-file.db'), folder]) {
      const onFailure = vi.fn<(error: unknown) => void>();
      const cache = sqliteCache({ file: unusable, onFailure });
      await cache.set('a', 'one', 1);
      expect(await cache.get('a', 'one')).toBe(1);
      expect(await cache.clear('a')).toBe(1);
      expect(onFailure).toHaveBeenCalledOnce();
      await cache.close();
    }
  });

  it('writes nothing before it is used', async () => {
    const file = join(folder, 'unused', 'cache.db');
    await sqliteCache({ file }).close();
    expect(() => rmSync(file)).toThrow('ENOENT');
  });
});
