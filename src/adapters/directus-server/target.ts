import { ServiceError } from '../../ports/index.ts';

/** The address of a Directus as requests need it: without a slash at the end. Throws `INVALID_URL`. */
export function readAddress(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw invalidUrl('The address of Directus is not a URL');
  }
  if (url.username !== '' || url.password !== '') {
    throw invalidUrl('The address of Directus must not hold a user name or a password');
  }
  url.search = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

/** As it is shown: a path of `/` is nothing. */
export function shownAddress(url: URL): string {
  return url.href.replace(/\/$/, '');
}

function invalidUrl(message: string): ServiceError {
  return new ServiceError('directus', 'INVALID_URL', message, {
    detail: 'Set DIRECTUS_URL to a URL such as http://localhost:8055, and DIRECTUS_TOKEN to a token.',
    isRetryable: false,
  });
}
