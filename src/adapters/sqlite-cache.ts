import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Json } from '../json.ts';
import type { CachePort } from '../ports/index.ts';
import { memoryCache } from './memory-cache.ts';
import { inTransaction, openDatabase } from './open-database.ts';

export interface SqliteCacheOptions {
  /** The database file; its folder is made when it is missing. Opened at the first use. */
  file: string;
  /** Values kept at most; the one that was written first goes first. Default: 10,000. */
  maxEntries?: number;
  /** Milliseconds since 1970. Default: the machine's clock. */
  now?: () => number;
  /** Told once when the file cannot be used; the cache then goes on in memory. */
  onFailure?(error: unknown): void;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS cache (
    namespace TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, expires_at REAL, written_at REAL NOT NULL,
    PRIMARY KEY (namespace, key)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS cache_written_at ON cache (written_at);
`;

const UPSERT = `
  INSERT INTO cache (namespace, key, value, expires_at, written_at) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at, written_at = excluded.written_at
`;

const TRIM = `
  DELETE FROM cache WHERE (namespace, key) IN (
    SELECT namespace, key FROM cache ORDER BY written_at DESC LIMIT -1 OFFSET ?
  )
`;

/** Values that survive the process and are shared by processes. A file that cannot be used costs the values, never the run. */
export function sqliteCache(options: SqliteCacheOptions): CachePort {
  const { file, maxEntries = 10_000, now = Date.now } = options;
  const fallback = memoryCache({ maxEntries, now });
  let database: DatabaseSync | undefined;
  let isBroken = false;

  function opened(): DatabaseSync {
    if (database !== undefined) return database;
    const opening = openDatabase(file);
    database = opening;
    opening.exec(SCHEMA);
    return opening;
  }

  /** Uses the file or, from the first failure on, the memory. */
  async function use<Result>(
    work: (database: DatabaseSync) => Result,
    instead: () => Promise<Result>,
  ): Promise<Result> {
    if (isBroken) return instead();
    try {
      return work(opened());
    } catch (error) {
      isBroken = true;
      closeFile();
      options.onFailure?.(error);
      return instead();
    }
  }

  function closeFile(): void {
    if (database?.isOpen === true) database.close();
    database = undefined;
  }

  return {
    get(namespace, key) {
      return use(
        (database) => {
          const query =
            'SELECT value FROM cache WHERE namespace = ? AND key = ? AND (expires_at IS NULL OR expires_at > ?)';
          const row = database.prepare(query).get(namespace, digestOf(key), now());
          return row === undefined ? undefined : (JSON.parse(String(row.value)) as Json);
        },
        () => fallback.get(namespace, key),
      );
    },
    set(namespace, key, value, ttlMs) {
      return use(
        (database) => {
          const time = now();
          const expiresAt = ttlMs === undefined || ttlMs === Infinity ? null : time + ttlMs;
          inTransaction(database, () => {
            database.prepare('DELETE FROM cache WHERE expires_at <= ?').run(time);
            database.prepare(UPSERT).run(namespace, digestOf(key), JSON.stringify(value), expiresAt, time);
            database.prepare(TRIM).run(maxEntries);
          });
        },
        () => fallback.set(namespace, key, value, ttlMs),
      );
    },
    clear(namespace) {
      return use(
        (database) => {
          database.prepare('DELETE FROM cache WHERE expires_at <= ?').run(now());
          return Number(database.prepare('DELETE FROM cache WHERE namespace = ?').run(namespace).changes);
        },
        () => fallback.clear(namespace),
      );
    },
    async close() {
      closeFile();
      await fallback.close();
    },
  };
}

/** A key is made of settings, and those may hold a secret that no file should show. */
function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('base64');
}
