import type { CookieParam, Cookie as DriverCookie } from '@browserbasehq/stagehand';
import type { Cookie } from '../../ports/index.ts';
import { cookieInvalid } from './failures.ts';

/**
 * A cookie as the driver takes it: either its address, or domain and path; no other keys. Throws `COOKIE_INVALID`, which
 * never shows the value.
 */
export function toDriverCookie(cookie: Cookie): CookieParam {
  const { name, value, domain, path, url, expires, httpOnly, secure, sameSite } = cookie;
  if (domain === undefined && url === undefined) throw cookieInvalid(name, 'it has neither a domain nor a url');
  if (sameSite === 'None' && secure === false) {
    throw cookieInvalid(name, 'browsers take sameSite "None" only from secure cookies');
  }
  const place = domain === undefined ? { url: checkedUrl(name, url!) } : { domain, path: path ?? '/' };
  return {
    name,
    value,
    ...place,
    // Other negative times are used for cookies that end with the browser.
    ...(expires === undefined || expires < 0 ? {} : { expires }),
    ...(httpOnly === undefined ? {} : { httpOnly }),
    ...(secure === undefined && sameSite !== 'None' ? {} : { secure: secure ?? true }),
    ...(sameSite === undefined ? {} : { sameSite }),
  };
}

/** A cookie of the browser; one that ends with the browser has no `expires`. */
export function fromDriverCookie({ expires, ...cookie }: DriverCookie): Cookie {
  return expires < 0 ? cookie : { ...cookie, expires };
}

function checkedUrl(name: string, url: string): string {
  const protocol = URL.parse(url)?.protocol;
  if (protocol === 'http:' || protocol === 'https:') return url;
  throw cookieInvalid(name, 'its url is not an http or https address');
}
