import type { InterceptorEvent } from '../events.ts';
import { createInterceptor } from '../interceptor.ts';
import type { Interceptor } from '../interceptor.ts';
import type { InterceptorOptions } from '../options.ts';
import type { WireEvent } from './wire.ts';

/** One interceptor per choice of a response, and the events of all of them. */
export interface Choices {
  /** The visible part of `text`; `isLast` adds what was held. Undefined when there are too many choices to follow. */
  read(choice: number, text: string, isLast: boolean): string | undefined;
  /** Ends every open choice and returns what each of them held. */
  endAll(): Map<number, string>;
  heldChars(): number;
}

/** Servers offer a handful; more would let a server fill the memory. */
const MOST_CHOICES = 128;

export function createChoices(options: InterceptorOptions, report: (event: WireEvent) => void): Choices {
  const open = new Map<number, Interceptor>();
  const ended = new Set<number>();

  const visible = (choice: number, events: readonly InterceptorEvent[]): string => {
    let text = '';
    for (const event of events) {
      report({ ...event, choice });
      if (event.type === 'text') text += event.text;
    }
    return text;
  };

  return {
    read(choice, text, isLast) {
      let interceptor = open.get(choice);
      if (interceptor === undefined) {
        if (ended.has(choice) || open.size + ended.size >= MOST_CHOICES) return undefined;
        interceptor = createInterceptor(options);
        open.set(choice, interceptor);
      }
      const shown = visible(choice, interceptor.push(text));
      if (!isLast) return shown;
      open.delete(choice);
      ended.add(choice);
      return shown + visible(choice, interceptor.end());
    },
    endAll() {
      const released = new Map<number, string>();
      for (const [choice, interceptor] of open) {
        const text = visible(choice, interceptor.end());
        if (text !== '') released.set(choice, text);
        ended.add(choice);
      }
      open.clear();
      return released;
    },
    heldChars() {
      let held = 0;
      for (const interceptor of open.values()) held += interceptor.heldChars();
      return held;
    },
  };
}
