import type { InterceptorEvent } from '../events.ts';
import { createInterceptor } from '../interceptor.ts';
import type { InterceptorOptions } from '../options.ts';

/** A Web TransformStream from text in pieces to events, for browsers and edge runtimes. */
export function createInterceptorStream(options?: InterceptorOptions): TransformStream<string, InterceptorEvent> {
  const interceptor = createInterceptor(options);
  return new TransformStream<string, InterceptorEvent>({
    transform(chunk, controller) {
      for (const event of interceptor.push(chunk)) controller.enqueue(event);
    },
    flush(controller) {
      for (const event of interceptor.end()) controller.enqueue(event);
    },
  });
}
