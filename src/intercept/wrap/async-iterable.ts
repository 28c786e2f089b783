import type { InterceptorEvent } from '../events.ts';
import { createInterceptor } from '../interceptor.ts';
import type { InterceptorOptions } from '../options.ts';

/**
 * The events of a response whose pieces come from an (async) iterable, as they become certain. A source that throws
 * first releases what was held, then its error goes on; a consumer that stops early closes the source.
 */
export async function* interceptText(
  source: AsyncIterable<string> | Iterable<string>,
  options?: InterceptorOptions,
): AsyncGenerator<InterceptorEvent, void, undefined> {
  const interceptor = createInterceptor(options);
  try {
    for await (const chunk of source) yield* interceptor.push(chunk);
  } catch (error) {
    yield* interceptor.end();
    throw error;
  }
  yield* interceptor.end();
}
