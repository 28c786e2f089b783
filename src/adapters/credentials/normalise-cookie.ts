import type { Json, JsonObject } from '../../json.ts';
import type { Cookie } from '../../ports/index.ts';
import { expiryOf } from './expiry.ts';
import { sameSiteOf } from './same-site.ts';

/** RFC 6265: a token; browsers take more, but neither of these. */
const NAME = /^[^\s;=\p{Cc}]+$/u;
const VALUE = /^[^;\p{Cc}]*$/u;

/** One cookie of any export; `undefined` when no browser would take it. */
export function normaliseCookie(exported: JsonObject): Cookie | undefined {
  const name = textOf(exported['name'] ?? exported['key']);
  const value = textOf(exported['value']);
  if (name === undefined || value === undefined || !NAME.test(name) || !VALUE.test(value)) return undefined;
  const isSecure = exported['secure'] === true || /^__(?:secure|host)-/i.test(name);
  const expires = expiryOf(exported);
  const sameSite = sameSiteOf(exported['sameSite'], isSecure);
  return {
    name,
    value,
    ...placeOf(exported),
    ...(expires === undefined ? {} : { expires }),
    ...(exported['httpOnly'] === true ? { httpOnly: true } : {}),
    ...(isSecure ? { secure: true } : {}),
    ...(sameSite === undefined ? {} : { sameSite }),
  };
}

/** A domain and a path, or a URL: browsers refuse both together. Neither when the export does not say. */
function placeOf(exported: JsonObject): Pick<Cookie, 'domain' | 'path' | 'url'> {
  const path = textOf(exported['path']);
  const domain = domainOf(exported);
  if (domain !== undefined) return { domain, path: path?.startsWith('/') ? path : '/' };
  const url = textOf(exported['url']);
  return url !== undefined && URL.canParse(url) ? { url } : {};
}

/** With a dot before it, it counts for the subdomains. */
function domainOf({ domain, host, hostOnly }: JsonObject): string | undefined {
  const text = (textOf(domain) ?? textOf(host))?.trim().toLowerCase();
  const name = text?.replace(/^\.+/, '');
  if (text === undefined || name === undefined || !/^[\p{L}\p{N}._:[\]-]+$/u.test(name)) return undefined;
  const isForSubdomains = typeof hostOnly === 'boolean' ? !hostOnly : text.startsWith('.');
  return isForSubdomains ? `.${name}` : name;
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}
