import { GenieError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Cookie, ItemId } from '../ports/index.ts';
import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';
import { navigate } from './navigate.ts';
import { openSession } from './open-session.ts';
import { noteSession } from './session-notes.ts';
import { withoutUndefined } from './without-undefined.ts';

export interface CookieLoginSettings {
  creator_profile_id: ItemId;
  platform: string;
  url: string;
}

/**
 * Opens a session that is logged in with the cookies stored in `platform_sessions`, and goes to `url`.
 * Rejects with `PLATFORM_SESSION_NOT_FOUND`, `PLATFORM_SESSION_EXPIRED`, `CREDENTIALS_INVALID` or `NAVIGATION_FAILED`.
 */
export async function cookieLogin(
  { creator_profile_id: profileId, platform, url }: CookieLoginSettings,
  context: StepContext<'directus' | 'browser' | 'credentials' | 'clock'>,
): Promise<{ sessionId: string; url: string }> {
  const row = await storedSession(profileId, platform, context);
  const cookies = await context.ports.credentials.decryptCookies(row.cookies ?? null);
  hideValues(cookies, context);
  if (cookies.length === 0) throw missing(platform);
  const now = context.ports.clock.now();
  const lasting = cookies.filter(({ expires }) => expires === undefined || expires * 1000 > now);
  if (lasting.length === 0) throw expired(platform);
  const { sessionId } = await openSession({}, context);
  noteSession(sessionId, { identity: `${platform}:${profileId}` }, context);
  await context.ports.browser.setCookies(
    sessionId,
    lasting.map((cookie) => withoutUndefined(placedAt(url, cookie))),
    callOf(context),
  );
  const page = await navigate(sessionId, { url }, context);
  return { sessionId, url: page.url };
}

/** Masks the values of cookies from now on. */
export function hideValues(cookies: readonly Cookie[], context: Pick<StepContext, 'addSecret'>): void {
  for (const { value } of cookies) {
    if (value !== '') context.addSecret(value);
  }
}

async function storedSession(
  profileId: ItemId,
  platform: string,
  context: StepContext<'directus' | 'clock'>,
): Promise<JsonObject> {
  const filter = { _and: [{ creator_profile_id: { _eq: profileId } }, { platform: { _eq: platform } }] };
  const rows = await context.ports.directus.readItems('platform_sessions', { filter, limit: -1 }, callOf(context));
  // Installations differ in their fields, so the newest row is found here and not by the query.
  const newest = rows.filter(hasCookies).sort((a, b) => capturedAt(b) - capturedAt(a))[0];
  if (newest === undefined) throw missing(platform);
  if (timeOf(newest.expires_at) <= context.ports.clock.now()) throw expired(platform);
  return newest;
}

/** Cookies of a header name no domain: they belong to the page that is opened. */
function placedAt(url: string, cookie: Cookie): Cookie {
  return cookie.domain === undefined && cookie.url === undefined ? { ...cookie, url } : cookie;
}

function hasCookies({ cookies }: JsonObject): boolean {
  return typeof cookies === 'string' ? cookies !== '' : isJsonObject(cookies);
}

function capturedAt(row: JsonObject): number {
  const time = timeOf(row.captured_at ?? row.date_created);
  return Number.isFinite(time) ? time : 0;
}

/** Milliseconds since 1970; without a readable time, never. */
function timeOf(value: Json | undefined): number {
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? Infinity : time;
}

function expired(platform: string): GenieError {
  return new GenieError('PLATFORM_SESSION_EXPIRED', `The stored ${platform} session has expired`, {
    isRetryable: false,
    detail: `Log in to ${platform} again with the browser extension.`,
  });
}

function missing(platform: string): GenieError {
  return new GenieError('PLATFORM_SESSION_NOT_FOUND', `There is no stored ${platform} session for this profile`, {
    isRetryable: false,
    detail: `Log in to ${platform} with the browser extension; it stores the cookies in the collection platform_sessions.`,
  });
}
