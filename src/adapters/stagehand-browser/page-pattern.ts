/**
 * The kind of page that an address shows: `https://x.com/posts/*?tab=media`. Numbers and ids in the path and the query are
 * left out, so that an action found on one post is found again on the next. A fragment counts only where it is a route.
 */
export function pagePattern(url: string): string {
  const address = URL.parse(url);
  if (address === null || address.origin === 'null') return url;
  const path = address.pathname.split('/').map(generalized).join('/');
  const query = [...address.searchParams]
    .map(([name, value]) => `${name}=${generalized(value)}`)
    .sort()
    .join('&');
  const route = address.hash.startsWith('#/') ? `#${address.hash.slice(1).split('/').map(generalized).join('/')}` : '';
  return `${address.origin}${path}${query === '' ? '' : `?${query}`}${route}`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LONG_ID = /^(?=.*\d)[\w-]{16,}$/;

function generalized(part: string): string {
  return /^[\d.,:-]*\d[\d.,:-]*$/.test(part) || UUID.test(part) || LONG_ID.test(part) ? '*' : part;
}
