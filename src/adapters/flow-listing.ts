import path from 'node:path';
import { isJsonObject, type Json } from '../json.ts';
import type { FlowListing, SourcedFlow } from '../ports/index.ts';

/** The grammar of a slug: a name in an ACTION tag, a file name, and a key in Directus. */
const SLUG = /^[a-z0-9][a-z0-9_-]{0,63}$/;

export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

/** Whether a name in a folder of flows is that of a flow. Tests of flows stand beside them. */
export function isFlowFileName(name: string): boolean {
  return name.endsWith('.json') && !name.endsWith('.test.json') && !name.startsWith('.');
}

/** What a list shows of a document. One that is broken is listed with its `problem` under the name of its file. */
export function toFlowListing({ text, origin }: SourcedFlow): FlowListing {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return brokenListing(origin, `is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isJsonObject(document)) return brokenListing(origin, 'is not a JSON object');
  const slug = textOf(document['slug']);
  const problem = problemOfSlug(document['slug']);
  return {
    slug: slug || slugOfOrigin(origin),
    name: textOf(document['name']) || slug,
    description: textOf(document['description']),
    active: document['active'] !== false,
    origin,
    ...(problem === undefined ? {} : { problem }),
  };
}

export function brokenListing(origin: string, problem: string): FlowListing {
  const slug = slugOfOrigin(origin);
  return { slug, name: slug, description: '', active: false, origin, problem };
}

/** Sorted by slug, then by origin, in the same order on every machine. */
export function sortListings(listings: FlowListing[]): FlowListing[] {
  return listings.sort((a, b) => compare(a.slug, b.slug) || compare(a.origin, b.origin));
}

/** Why the `slug` of a document is none, as the rest of a sentence. */
export function problemOfSlug(slug: Json | undefined): string | undefined {
  if (slug === undefined) return 'has no slug';
  if (typeof slug === 'string' && isSlug(slug)) return undefined;
  return `has a slug that is not one: use a-z, 0-9, "_" and "-", at most 64 characters`;
}

function slugOfOrigin(origin: string): string {
  return path.basename(origin, '.json');
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
