import type { Json } from '../json.ts';
import type { CachePort } from '../ports/index.ts';

export interface MemoryCacheOptions {
  /** Values kept at most; the one that was written first goes first. Default: 10,000. */
  maxEntries?: number;
  /** Milliseconds since 1970. Default: the machine's clock. */
  now?: () => number;
}

interface Entry {
  /** JSON text: neither side can change a value that the other holds. */
  text: string;
  expiresAt: number;
}

/** Values that live as long as the process. */
export function memoryCache({ maxEntries = 10_000, now = Date.now }: MemoryCacheOptions = {}): CachePort {
  const entries = new Map<string, Entry>();
  const nameOf = (namespace: string, key: string) => JSON.stringify([namespace, key]);

  function forget(isForgotten: (name: string, entry: Entry) => boolean): number {
    const sizeBefore = entries.size;
    for (const [name, entry] of entries) if (isForgotten(name, entry)) entries.delete(name);
    return sizeBefore - entries.size;
  }

  function makeRoom(): void {
    if (entries.size < maxEntries) return;
    const time = now();
    if (forget((_name, { expiresAt }) => expiresAt <= time) > 0) return;
    const [oldest] = entries.keys();
    if (oldest !== undefined) entries.delete(oldest);
  }

  return {
    async get(namespace, key) {
      const name = nameOf(namespace, key);
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      if (entry.expiresAt > now()) return JSON.parse(entry.text) as Json;
      entries.delete(name);
      return undefined;
    },
    async set(namespace, key, value, ttlMs = Infinity) {
      const name = nameOf(namespace, key);
      entries.delete(name);
      makeRoom();
      entries.set(name, { text: JSON.stringify(value), expiresAt: now() + ttlMs });
    },
    async clear(namespace) {
      const start = `${JSON.stringify([namespace]).slice(0, -1)},`;
      const time = now();
      forget((_name, { expiresAt }) => expiresAt <= time);
      return forget((name) => name.startsWith(start));
    },
    async close() {
      entries.clear();
    },
  };
}
