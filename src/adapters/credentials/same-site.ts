import type { Json } from '../../json.ts';
import type { Cookie } from '../../ports/index.ts';

const SPELLINGS = new Map<string, Cookie['sameSite']>([
  ['strict', 'Strict'],
  ['lax', 'Lax'],
  ['none', 'None'],
  // chrome.cookies and the extensions built on it.
  ['no_restriction', 'None'],
]);

/**
 * A `sameSite` of any export. Nothing for `unspecified` and what is unknown; nothing for "None" of a cookie that is not secure
 * either: exports write it for cookies from before the attribute, and browsers refuse the pair.
 */
export function sameSiteOf(value: Json | undefined, isSecure: boolean): Cookie['sameSite'] {
  if (typeof value !== 'string') return undefined;
  const sameSite = SPELLINGS.get(value.toLowerCase());
  return sameSite === 'None' && !isSecure ? undefined : sameSite;
}
