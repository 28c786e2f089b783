import type { ReadCookies } from '../../adapters/credentials/index.ts';
import type { Cookie } from '../../ports/index.ts';

/** What may be told about stored cookies. */
export interface CookieSummary {
  holds: 'cookies';
  cookies: number;
  /** Entries that no browser would take. */
  skipped: number;
  /** Cookies that end with the browser session. */
  session: number;
  /** Whose time is over. */
  expired: number;
  /** ISO 8601: when the first of the others ends. */
  nextExpiry: string | null;
  domains: DomainSummary[];
}

export interface DomainSummary {
  /** `null`: they do not say. */
  domain: string | null;
  cookies: number;
  expired: number;
}

/** Counts cookies; no name and no value is in it. `now`: milliseconds since 1970. */
export function summariseCookies({ cookies, skipped }: ReadCookies, now: number): CookieSummary {
  const isExpired = ({ expires }: Cookie) => expires !== undefined && expires * 1000 <= now;
  const ends = cookies.filter((cookie) => !isExpired(cookie)).flatMap(({ expires }) => expires ?? []);
  const byDomain = Map.groupBy(cookies, domainOf);
  return {
    holds: 'cookies',
    cookies: cookies.length,
    skipped,
    session: cookies.filter(({ expires }) => expires === undefined).length,
    expired: cookies.filter(isExpired).length,
    nextExpiry: ends.length === 0 ? null : isoOf(Math.min(...ends)),
    domains: [...byDomain].map(([domain, group]) => ({
      domain,
      cookies: group.length,
      expired: group.filter(isExpired).length,
    })),
  };
}

function domainOf({ domain, url }: Cookie): string | null {
  return domain ?? (url === undefined ? null : new URL(url).hostname);
}

/** The last day that JavaScript can write. */
const LAST_SECOND = 8_640_000_000_000;

function isoOf(seconds: number): string {
  return new Date(Math.min(seconds, LAST_SECOND) * 1000).toISOString();
}
