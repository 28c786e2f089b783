import type { JsonObject } from '../../json.ts';

const HTTP_ONLY = '#HttpOnly_';

/** Seven fields with tabs between them: domain, whether subdomains count, path, secure, end, name, value. */
const FIELDS = 7;

export function isNetscapeText(text: string): boolean {
  return text.split(/\r?\n/).some((line) => line.split('\t').length >= FIELDS);
}

/** The cookies of a `cookies.txt` (curl, wget, yt-dlp, "Get cookies.txt"). Lines that are none are left out. */
export function readNetscapeText(text: string): JsonObject[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const isHttpOnly = line.startsWith(HTTP_ONLY);
    if (line.startsWith('#') && !isHttpOnly) return [];
    const fields = (isHttpOnly ? line.slice(HTTP_ONLY.length) : line).split('\t');
    if (fields.length < FIELDS) return [];
    const [domain = '', subdomains = '', path = '', secure = '', expires = '', name = '', ...value] = fields;
    return [
      {
        domain,
        hostOnly: subdomains.toUpperCase() === 'FALSE',
        path,
        secure: secure.toUpperCase() === 'TRUE',
        httpOnly: isHttpOnly,
        expires,
        name,
        value: value.join('\t'),
      },
    ];
  });
}

/** The cookies of a request's `Cookie` header, with or without its name. They say nothing about their domain. */
export function readCookieHeader(text: string): JsonObject[] {
  return text
    .replace(/^\s*cookie:/i, '')
    .split(';')
    .flatMap((pair) => {
      const end = pair.indexOf('=');
      return end < 1 ? [] : [{ name: pair.slice(0, end).trim(), value: pair.slice(end + 1).trim() }];
    });
}
