import { readdirSync, readFileSync } from 'node:fs';
import type { JsonObject } from '../json.ts';

/** The flows that come with this package, by file name. This file stands two folders below its root, in the source and in the bundle. */
export function shippedFlows(): JsonObject[] {
  const folder = new URL('../../flows/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.test.json'));
  return names.toSorted().map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as JsonObject);
}
