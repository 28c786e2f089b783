import type { HttpRequest } from '../../ports/index.ts';
import { badAnswer, invalidUrl } from './failures.ts';
import { targetOf } from './allowed-hosts.ts';

/** One request as it goes out; a redirect makes the next. */
export interface Exchange {
  url: URL;
  method: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string | null;
}

/** They belong to the connection, not to the message. */
const CONNECTION_HEADERS = ['connection', 'content-length', 'expect', 'keep-alive', 'transfer-encoding', 'upgrade'];
const CONTENT_HEADERS = ['content-encoding', 'content-language', 'content-location', 'content-type'];
/** Meant for one origin only. */
const CREDENTIAL_HEADERS = ['authorization', 'cookie', 'proxy-authorization', 'host'];
const SAFE_METHODS = new Set(['GET', 'HEAD']);

export function firstExchange(request: HttpRequest, idempotencyKey: string | undefined): Exchange {
  const url = readUrl(request.url);
  const method = request.method.toUpperCase();
  const headers: Record<string, string> = {
    accept: '*/*',
    'accept-encoding': 'gzip, br, deflate',
    'user-agent': 'genie-actions',
    ...credentialsOf(url),
  };
  if (idempotencyKey !== undefined && !SAFE_METHODS.has(method)) headers['idempotency-key'] = idempotencyKey;
  const { body } = request;
  const hasBody = body !== undefined && body !== null;
  if (hasBody) headers['content-type'] = typeof body === 'string' ? 'text/plain;charset=UTF-8' : 'application/json';
  for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value;
  url.username = '';
  url.password = '';
  url.hash = '';
  return {
    url,
    method,
    headers: without(headers, CONNECTION_HEADERS),
    body: hasBody ? (typeof body === 'string' ? body : JSON.stringify(body)) : null,
  };
}

/** The request that a redirect asks for, by the rules of the Fetch standard; `undefined` when the answer is none. */
export function redirected(exchange: Exchange, status: number, location: string | undefined): Exchange | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  const url = URL.parse(location, exchange.url.href);
  if (url === null) throw badAnswer(targetOf(exchange.url), 'a redirect to nowhere');
  if (!isHttp(url)) throw invalidUrl(`A redirect leads to ${url.protocol}, which is not http: or https:`);
  const isSameOrigin = url.origin === exchange.url.origin;
  url.username = '';
  url.password = '';
  url.hash = '';
  const headers = isSameOrigin ? exchange.headers : without(exchange.headers, CREDENTIAL_HEADERS);
  const { method } = exchange;
  const becomesGet = status === 303 ? !SAFE_METHODS.has(method) : status <= 302 && method === 'POST';
  if (!becomesGet) return { ...exchange, url, headers };
  return { url, method: 'GET', headers: without(headers, [...CONTENT_HEADERS, 'idempotency-key']), body: null };
}

function readUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw invalidUrl('The URL is not valid');
  if (!isHttp(url)) throw invalidUrl(`A URL must begin with http:// or https://, not ${url.protocol}`);
  return url;
}

function isHttp(url: URL): boolean {
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '';
}

function credentialsOf({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const credentials = `${decoded(username)}:${decoded(password)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

/** A percent sign that stands for itself is no reason to refuse the URL: browsers take it as it is, too. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function without(headers: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
