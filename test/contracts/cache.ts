import { afterEach, describe, expect, it } from 'vitest';
import type { CachePort } from '../../src/ports/index.ts';

export interface CacheSetup {
  maxEntries?: number;
  now?: () => number;
}

/** What every adapter of the cache port must do. `open` makes an empty one. */
export function describeCachePort(name: string, open: (setup: CacheSetup) => CachePort): void {
  describe(`cache port: ${name}`, () => {
    const opened: CachePort[] = [];
    afterEach(() => Promise.all(opened.splice(0).map((cache) => cache.close())));

    function fresh(setup: CacheSetup = {}): CachePort {
      const cache = open(setup);
      opened.push(cache);
      return cache;
    }

    it('gives back what was set, also null, and nothing for other names', async () => {
      const cache = fresh();
      await cache.set('a', 'one', { list: [1, 'two', null] });
      await cache.set('a', 'none', null);
      expect(await cache.get('a', 'one')).toEqual({ list: [1, 'two', null] });
      expect(await cache.get('a', 'none')).toBeNull();
      expect(await cache.get('b', 'one')).toBeUndefined();
      expect(await cache.get('a', 'two')).toBeUndefined();
    });

    it('keeps the newest of two values', async () => {
      const cache = fresh();
      await cache.set('a', 'one', 1);
      await cache.set('a', 'one', 2);
      expect(await cache.get('a', 'one')).toBe(2);
    });

    it('keeps a value apart from the objects on both sides', async () => {
      const cache = fresh();
      const value = { list: [1] };
      await cache.set('a', 'one', value);
      value.list.push(2);
      ((await cache.get('a', 'one')) as typeof value).list.push(3);
      expect(await cache.get('a', 'one')).toEqual({ list: [1] });
    });

    it('forgets a value when its time is over', async () => {
      let time = 1000;
      const cache = fresh({ now: () => time });
      await cache.set('a', 'short', 1, 500);
      await cache.set('a', 'long', 2);
      time = 1499;
      expect(await cache.get('a', 'short')).toBe(1);
      time = 1500;
      expect(await cache.get('a', 'short')).toBeUndefined();
      expect(await cache.get('a', 'long')).toBe(2);
    });

    it('clears one namespace and counts what was still there', async () => {
      let time = 0;
      const cache = fresh({ now: () => time });
      await cache.set('a', 'one', 1);
      await cache.set('a', 'two', 2);
      await cache.set('a', 'over', 3, 10);
      await cache.set('a","b', 'three', 3);
      await cache.set('ab', 'one', 4);
      time = 10;
      expect(await cache.clear('a')).toBe(2);
      expect(await cache.clear('a')).toBe(0);
      expect(await cache.get('ab', 'one')).toBe(4);
      expect(await cache.get('a","b', 'three')).toBe(3);
    });

    it('holds so many values at most, the newest', async () => {
      let time = 0;
      const cache = fresh({ maxEntries: 3, now: () => time++ });
      for (let index = 0; index < 5; index++) await cache.set('a', String(index), index);
      const kept = await Promise.all([0, 1, 2, 3, 4].map((index) => cache.get('a', String(index))));
      expect(kept).toEqual([undefined, undefined, 2, 3, 4]);
    });
  });
}
