import { Transform } from 'node:stream';

import type { InterceptorOptions } from '../options.ts';
import { createByteInterceptor } from './bytes.ts';

/**
 * A Node Transform: bytes (or strings, taken as UTF-8) in, `InterceptorEvent` objects out. Not part of
 * `genie-actions/intercept`, which runs without Node.
 */
export function createInterceptorTransform(options?: InterceptorOptions): Transform {
  const interceptor = createByteInterceptor(options);
  return new Transform({
    readableObjectMode: true,
    transform(chunk: Uint8Array, _encoding, callback) {
      for (const event of interceptor.push(chunk)) this.push(event);
      callback();
    },
    flush(callback) {
      for (const event of interceptor.end()) this.push(event);
      callback();
    },
  });
}
