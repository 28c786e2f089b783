import { Writable } from 'node:stream';
import type { Streams } from '../streams.ts';

export interface ReservedOutput {
  /** Writes to standard output; nothing else does. */
  readonly stream: Writable;
  release(): void;
}

/** Takes standard output for one writer. What a configuration or a step type prints goes to standard error. */
export function reserveOutput({ stdout, stderr }: Streams): ReservedOutput {
  const write = stdout.write.bind(stdout);
  const stream = new Writable({
    write: (chunk: Uint8Array, _encoding, done) => void write(chunk, done),
  });
  const fail = (error: Error) => stream.destroy(error);
  stdout.once('error', fail);
  stdout.write = stderr.write.bind(stderr);
  return {
    stream,
    release() {
      stdout.off('error', fail);
      stdout.write = write;
    },
  };
}
