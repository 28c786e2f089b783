import type { Json } from '../../json.ts';
import type { Call } from '../../ports/index.ts';
import { authorizationOf, type DirectusCredentials } from './credentials.ts';
import { badAnswer } from './connection-failures.ts';
import { readJson } from './exchange.ts';
import { redactCredentials } from './redact.ts';
import { readAddress, shownAddress } from './target.ts';
import { createTransport, type OutgoingRequest } from './transport.ts';

/** A request to the REST interface. What stands in `path` is encoded already. */
export interface Command {
  path: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'SEARCH';
  /** Directus's query parameters. */
  params?: Readonly<Record<string, unknown>>;
  body?: unknown;
}

/** What was asked for has to come back as one of these. */
export type Shape = 'object' | 'list' | 'nothing';

/** The only way to a Directus server: every request of the adapter passes here. */
export interface Gateway {
  readonly address: string;
  /**
   * Sends a command through Directus's SDK and gives the `data` of the answer, `null` for an answer without any. Rejects with
   * a `ServiceError`, also for an answer of another shape.
   */
  send(command: Command, shape: Shape, call: Call | undefined): Promise<unknown>;
  /** The answer as it is, for what the SDK spoils: webhooks, files. */
  fetch(path: string, request: OutgoingRequest): Promise<Response>;
  /** An answer of a webhook without the credentials that it may repeat. */
  redact(answer: Json): Promise<Json>;
  close(): Promise<void>;
}

type Client = { request(command: () => object): Promise<unknown> };

/** Connects at the first request. Throws `INVALID_URL` and `INVALID_CREDENTIALS` for what can never work. */
export function createGateway(url: string, credentials: DirectusCredentials): Gateway {
  const target = readAddress(url);
  const address = shownAddress(target);
  const authorization = authorizationOf(address, credentials);
  const transport = createTransport(address, authorization);
  let client: Promise<Client> | undefined;

  async function open(): Promise<Client> {
    const { createDirectus, rest } = await import('@directus/sdk');
    // The SDK takes a Response or a web page for data where it cannot read an answer: it only gets what was read before.
    const fetchJson = async (requested: string, init: OutgoingRequest) => {
      const response = await transport(requested, init);
      const body = await readJson(address, response, init.signal);
      const isData = typeof body === 'object' && body !== null && !('errors' in body);
      if (!isData && response.status !== 204) throw badAnswer(address, 'something else than data');
      return {
        status: response.status,
        ok: true,
        headers: response.headers,
        json: async () => body,
        text: async () => '',
      };
    };
    return createDirectus(target.href, { globals: { fetch: fetchJson } }).with(rest()) as Client;
  }

  return {
    address,
    async send({ body, params = {}, ...command }, shape, call = {}) {
      const { signal } = call;
      signal?.throwIfAborted();
      client ??= open();
      const data = await (
        await client
      ).request(() => ({
        ...command,
        params,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal === undefined ? {} : { onRequest: (init: object) => ({ ...init, signal }) }),
      }));
      if (data !== null && !hasShape(data, shape))
        throw badAnswer(address, `no ${shape === 'list' ? 'list' : 'object'}`);
      return data;
    },
    fetch: (path, request) => transport(`${address}${path}`, request),
    redact: async (answer) => redactCredentials(answer, await authorization.header(undefined)),
    close: () => authorization.end(),
  };
}

function hasShape(data: unknown, shape: Shape): boolean {
  if (shape === 'nothing') return true;
  return shape === 'list' ? Array.isArray(data) : typeof data === 'object' && !Array.isArray(data);
}
