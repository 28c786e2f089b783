import type { CookieSummary } from '../credentials/summarise-cookies.ts';

/** What `credentials check` tells a person; `undefined`: nothing was given to decrypt. */
export function summaryText(summary: CookieSummary | { holds: 'other' } | undefined): string {
  if (summary === undefined) return 'The key is fine. Nothing was given to decrypt.';
  if (summary.holds === 'other') return 'The key is fine. What is stored is readable, and is not cookies.';
  const { cookies, expired, session, skipped, nextExpiry, domains } = summary;
  const state = [
    `${expired} expired`,
    `${session} for one session`,
    ...(nextExpiry === null ? [] : [`the next ends ${nextExpiry}`]),
    ...(skipped === 0 ? [] : [`${skipped} ${skipped === 1 ? 'entry is' : 'entries are'} unusable`]),
  ].join(', ');
  return [
    'The key is fine.',
    `${count(cookies)}: ${state}`,
    ...domains.map((group) => {
      const late = group.expired === 0 ? '' : `, ${group.expired} expired`;
      return `  ${group.domain ?? '(no domain: they go to the address of the login)'}: ${group.cookies}${late}`;
    }),
  ].join('\n');
}

function count(cookies: number): string {
  return cookies === 1 ? '1 cookie' : `${cookies} cookies`;
}
