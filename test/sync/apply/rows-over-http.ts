import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { FlowRowsPort } from '../../../src/ports/index.ts';

type Method = 'read' | 'tryCreate' | 'create' | 'update' | 'delete';

/** Serves rows to another process. Returns the address. */
export async function serveRows(rows: FlowRowsPort): Promise<string> {
  const server = createServer(async (request, response) => {
    const { method, argument } = JSON.parse(await text(request)) as { method: Method; argument: never };
    const answer = await rows[method](argument).then(
      (result) => ({ result }),
      ({ code, message }: { code: string; message: string }) => ({ error: { code, message } }),
    );
    response.end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
