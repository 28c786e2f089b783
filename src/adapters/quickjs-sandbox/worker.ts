import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { interpret } from './interpreter.ts';
import type { ScriptJob, WorkerMessage } from './protocol.ts';
import { webAssembly } from './web-assembly.ts';

// The thread that runs scripts. Nothing but JSON text and numbers crosses its border.

const port = parentPort;
if (port === null) throw new Error('this file is the entry of a worker thread');

const wasmFile = new URL(import.meta.resolve('@jitl/quickjs-wasmfile-release-sync/wasm'));
const wasmModule = await webAssembly.compile(await readFile(wasmFile));

port.on('message', (job: ScriptJob) => {
  interpret(job, wasmModule).then(
    (outcome) => port.postMessage({ kind: 'outcome', outcome } satisfies WorkerMessage),
    (error: unknown) => {
      throw error;
    },
  );
});
port.postMessage({ kind: 'ready' } satisfies WorkerMessage);
