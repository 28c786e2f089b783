import type { Repair } from '../events.ts';
import { aliasKey } from '../options.ts';
import type { Settings } from '../options.ts';

/** The slug that a spelling means. */
export interface CanonicalSlug {
  readonly slug: string;
  readonly isKnown: boolean;
  readonly repair: Repair | undefined;
}

/** Looks a spelling in lower case up. Without an allow-list every slug is known. */
export function canonicalSlug(settings: Settings, slug: string): CanonicalSlug {
  const { knownSlugs } = settings;
  if (knownSlugs === undefined || knownSlugs.has(slug)) return { slug, isKnown: true, repair: undefined };
  const meant = settings.aliases.get(aliasKey(slug));
  if (meant !== undefined) return { slug: meant, isKnown: true, repair: 'slug-alias' };
  return { slug, isKnown: false, repair: undefined };
}
