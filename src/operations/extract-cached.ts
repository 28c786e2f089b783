import type { Json } from '../json.ts';
import type { StepContext } from '../step.ts';
import { extract, type ExtractSettings } from './extract.ts';
import { navigate } from './navigate.ts';
import { notesOf } from './session-notes.ts';

const NAMESPACE = 'browser-extracts';

/**
 * Like `extract`, but an extract of the same person, page, instruction and schema is taken from the cache. On a miss the
 * session goes to `url` first unless it is there already. Without `url` the page that the session opened last counts;
 * where none is known, nothing is cached, and neither is what holds a secret.
 */
export async function extractCached(
  sessionId: string,
  settings: ExtractSettings & { url?: string | undefined; ttl_ms: number },
  context: StepContext<'browser' | 'cache'>,
): Promise<Json> {
  const { url: wanted, ttl_ms: ttlMs, ...request } = settings;
  const { identity, url: current } = notesOf(sessionId, context);
  const url = wanted ?? current;
  if (url === undefined) return extract(sessionId, request, context);
  const { instruction, schema = null, selector = null } = request;
  const key = JSON.stringify([identity, url, instruction, schema, selector]);
  const cached = await context.ports.cache.get(NAMESPACE, key);
  if (cached !== undefined) return cached;
  if (url !== current) await navigate(sessionId, { url }, context);
  const data = await extract(sessionId, request, context);
  if (!context.holdsSecret(data)) await context.ports.cache.set(NAMESPACE, key, data, ttlMs);
  return data;
}
