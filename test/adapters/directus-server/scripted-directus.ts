import type { ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import {
  openDirectusServer,
  type DirectusCredentials,
  type DirectusServer,
} from '../../../src/adapters/directus-server/index.ts';
import { startHttpServer, type HttpServer, type SeenRequest } from '../../fakes/http-server.ts';

export const TOKEN = 'static-token-of-the-test';

export type Answer = (response: ServerResponse, request: SeenRequest) => void | Promise<void>;

/** JSON as it is. */
export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(JSON.stringify(body));
  };

/** As Directus answers. */
export const data = (value: unknown): Answer => json({ data: value });

/** As Directus refuses. */
export const failure = (
  status: number,
  code: string,
  extensions: Record<string, unknown> = {},
  headers: Record<string, string> = {},
  message = `message of ${code}`,
): Answer => json({ errors: [{ message, extensions: { code, ...extensions } }] }, status, headers);

export const FORBIDDEN = failure(403, 'FORBIDDEN');

export const nothing: Answer = (response) => {
  response.writeHead(204).end();
};

/** Text of any type; without one, no `content-type` at all. */
export const text =
  (body: string, status = 200, type?: string, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { ...(type === undefined ? {} : { 'content-type': type }), ...headers });
    response.end(body);
  };

export interface Scripted {
  server: HttpServer;
  directus: DirectusServer;
  /** What came in, `GET /items/posts` each, without the query. */
  seen: () => string[];
}

export type Script = readonly Answer[] | ((request: SeenRequest) => Answer);

/** A server that answers as it is told, one after the other or by request, and the adapter that talks to it. */
export async function startScripted(
  script: Script,
  credentials: DirectusCredentials = { token: TOKEN },
): Promise<Scripted> {
  const left = Array.isArray(script) ? [...(script as readonly Answer[])] : [];
  const server = await startHttpServer((request, response) => {
    const answer = typeof script === 'function' ? script(request) : left.shift();
    return (answer ?? text('nothing left in the script', 599))(response, request);
  });
  const directus = openDirectusServer({ url: server.url, ...credentials });
  onTestFinished(async () => {
    await directus.close();
    await server[Symbol.asyncDispose]();
  });
  return {
    server,
    directus,
    seen: () => server.requests.map(({ method, url }) => `${method} ${url.split('?')[0]}`),
  };
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome) return outcome.error as Error & Record<string, unknown>;
  throw new Error(`did not reject but gave ${JSON.stringify(outcome.value)}`);
}
