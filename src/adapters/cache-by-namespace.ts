import type { CachePort } from '../ports/index.ts';

export interface CacheByNamespaceOptions {
  /** Holds the namespaces that are named in `lastingNamespaces`. */
  lasting: CachePort;
  /** Holds all others. */
  passing: CachePort;
  lastingNamespaces: readonly string[];
}

/** Sends each namespace to one of two caches: values that are worth a file, and values that end with the process. */
export function cacheByNamespace({ lasting, passing, lastingNamespaces }: CacheByNamespaceOptions): CachePort {
  const names = new Set(lastingNamespaces);
  const cacheOf = (namespace: string) => (names.has(namespace) ? lasting : passing);
  return {
    get: (namespace, key) => cacheOf(namespace).get(namespace, key),
    set: (namespace, key, value, ttlMs) => cacheOf(namespace).set(namespace, key, value, ttlMs),
    clear: (namespace) => cacheOf(namespace).clear(namespace),
    async close() {
      await Promise.all([lasting.close(), passing.close()]);
    },
  };
}
