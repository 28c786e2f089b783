import { startHttpServer, type HttpServer, type SeenRequest } from '../../fakes/http-server.ts';
import type { DirectusServer } from '../services/directus.ts';
import { stopWithTestFile } from '../services/running-services.ts';

/** What becomes of a request; `lost`: it is done, and its answer never comes. */
export type Fate = 'pass' | 'refused' | 'lost' | { status: number; type: string; body: string };

export interface FaultyProxy extends HttpServer {
  /** Decides what becomes of the requests from now on; counts them from 1. */
  setFate(decide: (request: SeenRequest, count: number) => Fate | Promise<Fate>): void;
}

/** Stands before a Directus and lets requests fail. */
export async function startFaultyProxy({ url }: Pick<DirectusServer, 'url'>): Promise<FaultyProxy> {
  let decide: Parameters<FaultyProxy['setFate']>[0] = () => 'pass';
  let count = 0;
  const proxy = await startHttpServer(async (request, response) => {
    const fate = await decide(request, ++count);
    if (typeof fate === 'object') {
      response.writeHead(fate.status, { 'content-type': fate.type }).end(fate.body);
      return;
    }
    if (fate === 'refused') return void response.destroy();
    const { method, url: path, body } = request;
    const { authorization = '', 'content-type': type } = request.headers;
    const headers = { authorization, ...(type === undefined ? {} : { 'content-type': type }) };
    const answer = await fetch(url + path, {
      method,
      headers,
      ...(body === '' ? {} : { body: Buffer.from(request.body, 'utf8') }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (fate === 'lost') return void response.destroy();
    response
      .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
      .end(bytes);
  });
  stopWithTestFile(async () => {
    await proxy[Symbol.asyncDispose]();
  });
  const setFate: FaultyProxy['setFate'] = (next) => {
    decide = next;
    count = 0;
  };
  return Object.assign(proxy, { setFate });
}
