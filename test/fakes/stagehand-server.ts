import type { ServerResponse } from 'node:http';
import type { JsonObject } from '../../src/json.ts';
import { startHttpServer, type HttpServer } from './http-server.ts';

export interface StagehandServerFake extends HttpServer {
  /** Ids of the sessions that are open. */
  open: Set<string>;
  /** What each operation got, oldest first: `["act", { input: … }]`. */
  calls: Array<[operation: string, body: JsonObject]>;
  /** Answers an operation in another way from now on. */
  setAnswer(operation: string, answer: (response: ServerResponse, body: JsonObject) => void | Promise<void>): void;
}

/** A server with the routes of the one that Stagehand's project publishes. It has one page, and every action works. */
export async function startStagehandServer(): Promise<StagehandServerFake> {
  const open = new Set<string>();
  const calls: StagehandServerFake['calls'] = [];
  const own = new Map<string, (response: ServerResponse, body: JsonObject) => void | Promise<void>>();
  const server = await startHttpServer(async (request, response) => {
    const [, version, , id = '', named] = request.url.split('/');
    const operation = id === 'start' ? 'start' : (named ?? '');
    const body = request.body === '' ? {} : (JSON.parse(request.body) as JsonObject);
    calls.push([operation, body]);
    const answer = own.get(operation);
    if (answer !== undefined) return answer(response, body);
    if (version !== 'v1' || (operation !== 'start' && !open.has(id))) {
      return send(response, 404, { success: false, message: 'Session not found' });
    }
    if (operation === 'start') {
      const sessionId = `session-${calls.length}`;
      open.add(sessionId);
      return send(response, 200, { success: true, data: { sessionId, available: true } });
    }
    if (operation === 'end') {
      open.delete(id);
      return send(response, 200, { success: true });
    }
    const result = RESULTS[operation];
    if (result === undefined) return send(response, 404, { error: 'no such route' });
    send(response, 200, { success: true, data: { result, actionId: 'a-1' } });
  });
  return Object.assign(server, {
    open,
    calls,
    setAnswer: (operation: string, answer: (response: ServerResponse, body: JsonObject) => void | Promise<void>) =>
      void own.set(operation, answer),
  });
}

const RESULTS: Record<string, unknown> = {
  navigate: { url: 'http://example.com/profile', status: 200 },
  act: { success: true, message: 'clicked', actionDescription: 'the button', actions: [] },
  extract: { subscribers: 1234 },
  observe: [{ selector: 'xpath=/html/body/button', description: 'Buy', method: 'click', arguments: [] }],
};

/** Answers with JSON. */
export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
