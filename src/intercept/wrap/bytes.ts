import type { InterceptorEvent } from '../events.ts';
import { createInterceptor } from '../interceptor.ts';
import type { InterceptorOptions } from '../options.ts';

/** An interceptor that reads UTF-8. */
export interface ByteInterceptor {
  /** Reads bytes that may be cut inside a character. */
  push(bytes: Uint8Array): InterceptorEvent[];
  end(): InterceptorEvent[];
  /** UTF-16 code units that are held; the up to three bytes of a cut character are not counted. */
  heldChars(): number;
}

/** Bytes that are no UTF-8 become U+FFFD; a byte order mark at the beginning is dropped. */
export function createByteInterceptor(options?: InterceptorOptions): ByteInterceptor {
  const interceptor = createInterceptor(options);
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: false });
  let hasEnded = false;
  return {
    push: (bytes) => interceptor.push(decoder.decode(bytes, { stream: true })),
    end() {
      if (hasEnded) return [];
      hasEnded = true;
      return [...interceptor.push(decoder.decode()), ...interceptor.end()];
    },
    heldChars: () => interceptor.heldChars(),
  };
}
