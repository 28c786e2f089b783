import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';

const NAMESPACE = 'taxonomy';

/** Kept for a run of later flows; a rebuild of the taxonomy invalidates it, and so does this much time. */
const TTL_MS = 60 * 60 * 1000;

/** A term of the taxonomy: its stored fields, the name of its super-concept, and its weight on the asked platform. */
export interface TaxonomyTerm extends JsonObject {
  tag: string;
  super_concept: string | null;
  weight: number | null;
}

type TaxonomyContext = StepContext<'directus' | 'cache'>;

/**
 * The terms, of one super-concept if given. With a platform the ones that weigh most there come first, and those that it
 * rules out with the weight 0 are left out; else by name.
 */
export async function readTerms(
  { platform, super_concept: concept }: { platform?: string | undefined; super_concept?: string | undefined },
  context: TaxonomyContext,
): Promise<TaxonomyTerm[]> {
  const { mapping, dimensions } = await readTaxonomy(context);
  const names = new Map(dimensions.map((row) => [textOf(row.id), dimensionName(row)]));
  return mapping
    .map((row): TaxonomyTerm =>
      Object.assign({}, row, {
        tag: textOf(row.tag) ?? textOf(row.id) ?? '',
        super_concept: names.get(textOf(row.dimension_id)) ?? textOf(row.super_concept) ?? null,
        weight: platform === undefined ? null : weightOf(row, platform),
      }),
    )
    .filter((term) => (concept === undefined || isSameConcept(term.super_concept, concept)) && term.weight !== 0)
    .sort((a, b) => (b.weight ?? -1) - (a.weight ?? -1) || a.tag.localeCompare(b.tag, 'en'));
}

/** How the terms weigh on a platform: only those that have a weight there. */
export async function readPlatformMaps(
  { platform }: { platform: string },
  context: TaxonomyContext,
): Promise<JsonObject[]> {
  const terms = await readTerms({ platform }, context);
  return terms
    .filter(({ weight }) => weight !== null)
    .map(({ id, tag, super_concept, weight }) => ({ id: id ?? null, platform, tag, super_concept, weight }));
}

/** Forgets the taxonomy; the next read asks Directus again. */
export async function invalidateTaxonomy(context: StepContext<'cache'>): Promise<{ invalidated: number }> {
  return { invalidated: await context.ports.cache.clear(NAMESPACE) };
}

async function readTaxonomy(context: TaxonomyContext): Promise<{ mapping: JsonObject[]; dimensions: JsonObject[] }> {
  const [mapping, dimensions] = await Promise.all([
    readCollection('taxonomy_mapping', context),
    readCollection('taxonomy_dimensions', context),
  ]);
  return { mapping, dimensions };
}

async function readCollection(collection: string, context: TaxonomyContext): Promise<JsonObject[]> {
  const { cache, directus } = context.ports;
  const key = `${directus.identity.location} ${collection}`;
  const cached = await cache.get(NAMESPACE, key);
  if (cached !== undefined) return cached as JsonObject[];
  const rows = await directus.readItems(collection, { limit: -1 }, callOf(context));
  await cache.set(NAMESPACE, key, rows, TTL_MS);
  return rows;
}

/** Two generations of the platform name this field differently. */
function dimensionName(row: JsonObject): string {
  return textOf(row.name) ?? textOf(row.dimension_name) ?? textOf(row.id) ?? '';
}

/** `aesthetic`, `sc:aesthetic` and `Aesthetic` are one concept. */
function isSameConcept(name: string | null, wanted: string): boolean {
  const plain = (text: string) => text.replace(/^sc:/, '').toLowerCase();
  return name !== null && plain(name) === plain(wanted);
}

/** Weights stand in one JSON field, or in one column a platform. */
function weightOf(row: JsonObject, platform: string): number | null {
  const name = platform.toLowerCase();
  for (const weights of [row.platform_weights, row.weights]) {
    const weight = isJsonObject(weights) ? weights[name] : undefined;
    if (weight !== undefined) return numberOf(weight);
  }
  return numberOf(row[`${name}_weight`] ?? row[`weight_${name}`]);
}

function numberOf(value: Json | undefined): number | null {
  const number = typeof value === 'string' ? Number.parseFloat(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
