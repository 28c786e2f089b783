import { startHttpServer, type HttpServer } from '../../fakes/http-server.ts';
import { stopWithTestFile } from '../services/running-services.ts';

export interface Gate extends HttpServer {
  /** A step that lets something happen in the middle of a run, and waits until it has. */
  step: object;
  /** What the next request brings about. */
  setAction(action: () => void | Promise<void>): void;
}

/** A server that does something before it answers. */
export async function startGate(): Promise<Gate> {
  let act: () => void | Promise<void> = () => undefined;
  const server = await startHttpServer(async (_, response) => {
    await act();
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  stopWithTestFile(async () => {
    await server[Symbol.asyncDispose]();
  });
  const step = { type: 'http_request', result_key: 'gate', config: { url: server.url }, timeout_ms: 60_000 };
  return Object.assign(server, { step, setAction: (action: typeof act) => void (act = action) });
}
