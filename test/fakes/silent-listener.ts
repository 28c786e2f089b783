import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

const LISTEN_AND_BLOCK = `
  const { createServer } = require('node:net');
  const { parentPort } = require('node:worker_threads');
  const server = createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
  });
`;

export interface SilentListener extends AsyncDisposable {
  port: number;
}

/** A port on which connecting never ends: it listens, accepts nobody, and its queue is full. */
export async function startSilentListener(): Promise<SilentListener> {
  const worker = new Worker(LISTEN_AND_BLOCK, { eval: true });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  const fillers: Socket[] = [];
  while (await connects(port, fillers));
  return {
    port,
    async [Symbol.asyncDispose]() {
      for (const socket of fillers) socket.destroy();
      await worker.terminate();
    },
  };
}

function connects(port: number, fillers: Socket[]): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => {});
  fillers.push(socket);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), 100);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
