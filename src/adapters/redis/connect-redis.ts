import type { Redis } from 'ioredis';

export interface RedisConnectOptions {
  /** `redis://[user:password@]host[:port][/database]`, or `rediss:` for TLS. */
  url: string;
  /** Milliseconds until the first connection must stand. Default: 2,000. */
  connectWithinMs?: number;
  /** Milliseconds that one command may take. Default: no limit, which blocking commands need. */
  commandTimeoutMs?: number;
  /** Whether a connection that stood once is made anew when it is lost, and what was under way sent again. Default: `false`. */
  isLasting?: boolean;
  /** Whether commands of the same turn of the event loop go out together, in their order. Default: `false`. */
  isBatching?: boolean;
}

const CONNECT_WITHIN_MS = 2_000;

/** A lasting connection tries again after 50 ms, then less and less often, at least once a second. */
const RETRY_STEP_MS = 50;
const LONGEST_RETRY_MS = 1_000;

/**
 * Connects, or rejects with the real reason within `connectWithinMs`: a port that refuses, one that accepts and stays silent,
 * an unknown host, a wrong password. Leaves nothing open when it rejects.
 */
export async function connectRedis(options: RedisConnectOptions): Promise<Redis> {
  const { Redis: RedisClient } = await import('ioredis');
  const { url, connectWithinMs = CONNECT_WITHIN_MS, commandTimeoutMs, isLasting = false, isBatching = false } = options;
  let hasStood = false;
  const redis = new RedisClient(url, {
    lazyConnect: true,
    connectTimeout: connectWithinMs,
    maxRetriesPerRequest: null,
    enableAutoPipelining: isBatching,
    retryStrategy: (times) => (hasStood && isLasting ? Math.min(times * RETRY_STEP_MS, LONGEST_RETRY_MS) : null),
    ...(commandTimeoutMs === undefined ? {} : { commandTimeout: commandTimeoutMs }),
  });
  // `connect` rejects with "Connection is closed." only; why is told here.
  let reason: Error | undefined;
  redis.on('error', (error: Error) => (reason = error));
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(noAnswer(connectWithinMs)), connectWithinMs);
  });
  try {
    await Promise.race([redis.connect(), silence]);
    hasStood = true;
    return redis;
  } catch (thrown) {
    redis.disconnect();
    throw reason ?? thrown;
  } finally {
    clearTimeout(timer);
  }
}

/** The time limit for connecting does not cover the handshake, so a silent port is told by the clock. */
function noAnswer(limitMs: number): Error {
  return Object.assign(new Error(`no answer within ${limitMs} ms`), { code: 'ETIMEDOUT' });
}
