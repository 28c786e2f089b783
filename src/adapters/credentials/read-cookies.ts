import type { GenieError } from '../../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { Cookie } from '../../ports/index.ts';
import { invalidCredentials } from '../../secrets/credentials/index.ts';
import { isNetscapeText, readCookieHeader, readNetscapeText } from './cookie-texts.ts';
import { normaliseCookie } from './normalise-cookie.ts';

export interface ReadCookies {
  cookies: Cookie[];
  /** Entries that no browser would take, such as those without a name. */
  skipped: number;
}

/**
 * The cookies of a common export: lists of Chrome extensions, EditThisCookie, Playwright, Puppeteer and WebDriver, an object
 * with such a list under `cookies`, names with their values, a `cookies.txt` in Netscape's format, the text of a `Cookie` header.
 * Throws `CREDENTIALS_INVALID` for anything else; the error quotes nothing.
 */
export function readCookies(exported: Json): ReadCookies {
  const entries = entriesOf(exported);
  const cookies = entries.map(normaliseCookie).filter((cookie) => cookie !== undefined);
  const skipped = entries.length - cookies.length;
  if (cookies.length === 0 && skipped > 0) throw invalidCredentials('none of their entries is a cookie');
  return { cookies, skipped };
}

function entriesOf(exported: Json): JsonObject[] {
  if (typeof exported === 'string') return entriesOfText(exported);
  if (Array.isArray(exported)) {
    if (exported.every(isJsonObject)) return exported;
    throw invalidCredentials('their list holds something that is not a cookie');
  }
  if (!isJsonObject(exported)) throw notCookies();
  const { cookies, cookie } = exported;
  if (cookies !== undefined) return entriesOf(cookies);
  if (typeof cookie === 'string') return entriesOfText(cookie);
  if ('name' in exported && 'value' in exported) return [exported];
  const pairs = Object.entries(exported);
  if (pairs.length === 0 || pairs.some(([, value]) => typeof value !== 'string')) throw notCookies();
  return pairs.map(([name, value]) => ({ name, value }));
}

function entriesOfText(text: string): JsonObject[] {
  if (/^\s*[[{]/.test(text)) return entriesOf(parseJson(text));
  if (isNetscapeText(text)) return readNetscapeText(text);
  const entries = readCookieHeader(text);
  if (entries.length === 0) throw notCookies();
  return entries;
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // The parser's complaint quotes what it read.
    throw notCookies();
  }
}

function notCookies(): GenieError {
  return invalidCredentials('they are not cookies in a known form', {
    detail:
      'Known are lists of cookies as browser extensions and Playwright write them, cookies.txt, and a Cookie header.',
  });
}
