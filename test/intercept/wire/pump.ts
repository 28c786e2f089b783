import type { WireEvent, WireInterceptor } from '../../../src/intercept/index.ts';

/** Feeds `input` in pieces of `size` bytes and ends the stream. */
export function pump(interceptor: WireInterceptor, input: string | Uint8Array, size: number) {
  const bytes = Buffer.from(input);
  const outputs: Uint8Array[] = [];
  const events: WireEvent[] = [];
  const take = (result: { output: Uint8Array; events: WireEvent[] }): void => {
    outputs.push(result.output);
    events.push(...result.events);
  };
  for (let index = 0; index < bytes.length; index += size) take(interceptor.push(bytes.subarray(index, index + size)));
  take(interceptor.end());
  return { output: Buffer.concat(outputs).toString(), bytes: Buffer.concat(outputs), events };
}
