import { createInterceptor } from '../../src/intercept/index.ts';
import type { ActionEvent, InterceptorEvent, InterceptorOptions } from '../../src/intercept/index.ts';

/** What came out of one response. */
export interface Played {
  readonly events: InterceptorEvent[];
  readonly visible: string;
  readonly actions: ActionEvent[];
  /** The most characters held after any chunk. */
  readonly heldMax: number;
}

/** Feeds the chunks to a new interceptor and ends it. */
export function play(chunks: readonly string[], options: InterceptorOptions = {}): Played {
  const interceptor = createInterceptor(options);
  const events: InterceptorEvent[] = [];
  let heldMax = 0;
  for (const chunk of chunks) {
    events.push(...interceptor.push(chunk));
    heldMax = Math.max(heldMax, interceptor.heldChars());
  }
  events.push(...interceptor.end());
  return { events, visible: visibleText(events), actions: events.filter((event) => event.type === 'action'), heldMax };
}

export function visibleText(events: readonly InterceptorEvent[]): string {
  return events
    .filter((event) => event.type === 'text')
    .map((event) => event.text)
    .join('');
}

/** Cuts `text` into pieces of `size` UTF-16 code units. */
export function inPieces(text: string, size: number): string[] {
  const pieces: string[] = [];
  for (let index = 0; index < text.length; index += size) pieces.push(text.slice(index, index + size));
  return pieces;
}

/** The events with neighbouring text joined and what depends on the chunks left out: equal for every split. */
export function normalized(events: readonly InterceptorEvent[]): unknown[] {
  const joined: unknown[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') joined.push({ type: 'text', text });
    text = '';
  };
  for (const event of events) {
    if (event.type === 'text') text += event.text;
    else {
      flush();
      joined.push(event.type === 'end' ? { ...event, stats: { ...event.stats, heldMax: 0 } } : event);
    }
  }
  flush();
  return joined;
}
