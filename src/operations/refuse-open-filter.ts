import { isJsonObject, type Json } from '../json.ts';
import { ServiceError } from '../ports/index.ts';

/**
 * Refuses a filter in which a condition came out empty, before any request: Directus reads `{ "owner": {} }`, which is also
 * what `{ "owner": { "_eq": undefined } }` becomes on its way, as "every row". Throws `INVALID_QUERY`.
 * A filter that is empty as a whole was written so.
 */
export function refuseOpenFilter(filter: Json | undefined, setting: 'filter' | 'deep' = 'filter'): void {
  if (filter !== undefined) inspect(filter, setting);
}

function inspect(value: unknown, path: string): void {
  if (value === undefined) throw openFilter(path, 'has no value');
  if (Array.isArray(value)) {
    if (value.length === 0 && /\._(and|or)$/.test(path)) throw openFilter(path, 'is an empty list');
    for (const [index, entry] of value.entries()) inspect(entry, `${path}[${index}]`);
  } else if (isJsonObject(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0 && path.includes('.')) throw openFilter(path, 'is empty');
    for (const [name, entry] of entries) inspect(entry, `${path}.${name}`);
  }
}

function openFilter(path: string, reason: string): ServiceError {
  return new ServiceError('directus', 'INVALID_QUERY', `${path} ${reason}: it would match every item`, {
    isRetryable: false,
    detail: 'Give the condition a value, or take the field out of the filter.',
    data: { path },
  });
}
