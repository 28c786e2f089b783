import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json, JsonObject } from '../../src/json.ts';

const folder = path.resolve(import.meta.dirname, '../../flows');

export interface ShippedFlow {
  slug: string;
  file: string;
  text: string;
  document: JsonObject & { slug: string; input: JsonObject; steps: Json[] };
}

/** The flows that ship, as they stand in their files. */
export const shippedFlows: readonly ShippedFlow[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const document = JSON.parse(text) as ShippedFlow['document'];
    return { slug: document.slug, file, text, document };
  });

export function shippedFlow(slug: string): ShippedFlow {
  const found = shippedFlows.find((flow) => flow.slug === slug);
  if (found === undefined) throw new Error(`There is no flow ${slug}`);
  return found;
}
