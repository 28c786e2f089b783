import type { Json, JsonObject } from '../../json.ts';

/** `expirationDate`: chrome.cookies, EditThisCookie; `expires`: Playwright, Puppeteer; `expiry`: WebDriver. */
const KEYS = ['expirationDate', 'expires', 'expiry'];

/** Later than the year 5138 in seconds, 1973 in milliseconds: such a number is in milliseconds. */
const FIRST_MILLISECONDS = 100_000_000_000;

/** When a cookie ends, in seconds since 1970; `undefined` for one that ends with its session. */
export function expiryOf(cookie: JsonObject): number | undefined {
  if (cookie['session'] === true) return undefined;
  const seconds = KEYS.map((key) => secondsOf(cookie[key])).find((value) => value !== undefined);
  // Playwright writes -1 and Netscape's format 0 for cookies of a session.
  return seconds === undefined || seconds <= 0 ? undefined : seconds;
}

function secondsOf(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value >= FIRST_MILLISECONDS ? value / 1000 : value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  if (/^-?\d+(?:\.\d+)?$/.test(value.trim())) return secondsOf(Number(value));
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time / 1000;
}
