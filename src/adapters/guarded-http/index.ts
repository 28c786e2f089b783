import { abortable } from '../abortable.ts';
import type { Agent, Dispatcher } from 'undici';
import { type Call, type HttpAnswer, type HttpPort, type HttpRequest, ServiceError } from '../../ports/index.ts';
import { allowedHosts, type HostAndPort, targetOf } from './allowed-hosts.ts';
import { readBody } from './answer-body.ts';
import { type Exchange, firstExchange, redirected } from './exchange.ts';
import { badAnswer, cannotSend, connectionLost, tooLarge } from './failures.ts';
import { guardedConnector, type GuardedConnector, type LookupAll } from './guarded-connector.ts';

const MAX_REDIRECTS = 10;
const MAX_LEFT_BYTES = 64 * 1024;
const MAX_LEAVING_MS = 200;

export interface GuardedHttpOptions {
  /** Hosts that may have any address: `host`, `host:port`, `*.example.com`, `127.0.0.1:3001`. */
  allowHosts?: readonly string[];
  /** Hosts, written in the same way, that do a request of one `Idempotency-Key` once, however often it comes. */
  idempotentHosts?: readonly string[];
  /** How names are resolved. Default: as the system does. */
  lookupAll?: LookupAll;
}

interface Connections {
  agent: Agent;
  connector: GuardedConnector;
}

/**
 * Outgoing HTTP that only reaches the public internet and the hosts of the allow-list. Follows up to 10 redirects, each checked
 * as the first address is. Rejects with `INVALID_URL`, `INVALID_PAYLOAD`, `ADDRESS_FORBIDDEN`, `UNAVAILABLE` (nothing was sent),
 * `CONNECTION_LOST`, `TOO_LARGE`, `BAD_ANSWER`, or the reason of the signal. An error status is an answer.
 */
export function guardedHttp(options: GuardedHttpOptions = {}): HttpPort {
  const isAllowed = allowedHosts(options.allowHosts ?? []);
  const isIdempotent = allowedHosts(options.idempotentHosts ?? []);
  let opened: Promise<Connections> | undefined;

  async function open(): Promise<Connections> {
    const { Agent: UndiciAgent, buildConnector } = await import('undici');
    const connector = guardedConnector(buildConnector, isAllowed, options.lookupAll);
    return { agent: new UndiciAgent({ connect: connector.connect }), connector };
  }

  return {
    async request(request: HttpRequest, call: Call = {}): Promise<HttpAnswer> {
      call.signal?.throwIfAborted();
      let exchange = firstExchange(request, call.idempotencyKey);
      opened ??= open();
      const connections = await opened;
      for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
        const outcome = await send(connections, exchange, request.maxBytes, call.signal);
        if (!('next' in outcome)) return outcome;
        exchange = outcome.next;
      }
      throw badAnswer(targetOf(exchange.url), `more than ${MAX_REDIRECTS} redirects`);
    },
    takesIdempotencyKey(url) {
      const parsed = URL.parse(url);
      return parsed !== null && isIdempotent(targetOf(parsed));
    },
    async close() {
      const connections = await opened;
      opened = undefined;
      await connections?.agent.destroy();
    },
  };
}

async function send(
  { agent, connector }: Connections,
  exchange: Exchange,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<HttpAnswer | { next: Exchange }> {
  const target = targetOf(exchange.url);
  const release = connector.claim(target);
  try {
    // undici looks at the signal only once it is connected.
    const response = await abortable(dispatch(agent, exchange, target, signal), signal);
    const headers = plainHeaders(response.headers);
    const next = redirected(exchange, response.statusCode, headers.location);
    if (next !== undefined) {
      await leaveBody(response.body, signal);
      return { next };
    }
    const hasLength = headers['content-encoding'] === undefined && exchange.method !== 'HEAD';
    if (hasLength && Number(headers['content-length'] ?? 0) > maxBytes) {
      response.body.on('error', () => {}).destroy();
      throw tooLarge(target, maxBytes);
    }
    const status = response.statusCode;
    const body = await readBody(response.body, headers, target, maxBytes);
    return { status, ok: status >= 200 && status <= 299, headers, body };
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    release();
  }
}

/** Reads a short body to its end, so that the connection can be used again; nobody waits for a long or a slow one. */
async function leaveBody(body: Dispatcher.ResponseData['body'], signal: AbortSignal | undefined): Promise<void> {
  const patience = AbortSignal.timeout(MAX_LEAVING_MS);
  try {
    await body.dump({
      limit: MAX_LEFT_BYTES,
      signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (!patience.aborted) throw error;
  }
}

async function dispatch(agent: Agent, exchange: Exchange, target: HostAndPort, signal: AbortSignal | undefined) {
  const { url, method, headers, body } = exchange;
  try {
    return await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method,
      headers,
      body,
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (error instanceof TypeError || code === 'UND_ERR_INVALID_ARG') throw cannotSend(error as Error);
    const isParserError = error instanceof Error && error.name === 'HTTPParserError';
    if (isParserError || code === 'UND_ERR_HEADERS_OVERFLOW')
      throw badAnswer(target, 'something that is not HTTP', error);
    throw connectionLost(target, error);
  }
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}
