import type { InterceptorEvent } from '../events.ts';
import { interceptorOf } from '../interceptor.ts';
import type { Interceptor } from '../interceptor.ts';
import { continueMachine, createMachine } from '../machine.ts';
import type { Machine } from '../machine.ts';
import { resolveOptions } from '../options.ts';
import type { InterceptorOptions } from '../options.ts';
import type { WireEvent } from './wire.ts';

/** One interceptor per choice of a response, and the events of all of them. */
export interface Choices {
  /**
   * The visible part of `text`; `isLast` adds what was held. Tags are taken out of a choice that goes on behind its end,
   * too. Undefined where nothing was read: behind the end without text, or with too many choices to follow.
   */
  read(choice: number, text: string, isLast: boolean): string | undefined;
  /** Ends every open choice and returns what each of them held. */
  endAll(): Map<number, string>;
  heldChars(): number;
}

/** Servers offer a handful; more would let a server fill the memory. */
const MOST_CHOICES = 128;

interface OpenChoice {
  readonly machine: Machine;
  readonly interceptor: Interceptor;
}

export function createChoices(options: InterceptorOptions, report: (event: WireEvent) => void): Choices {
  const settings = resolveOptions(options);
  const open = new Map<number, OpenChoice>();
  const ended = new Map<number, Machine>();

  const visible = (choice: number, events: readonly InterceptorEvent[]): string => {
    let text = '';
    for (const event of events) {
      report({ ...event, choice });
      if (event.type === 'text') text += event.text;
    }
    return text;
  };

  const begin = (choice: number): OpenChoice => {
    const before = ended.get(choice);
    const machine = before === undefined ? createMachine(settings) : continueMachine(before);
    const opened = { machine, interceptor: interceptorOf(machine) };
    ended.delete(choice);
    open.set(choice, opened);
    return opened;
  };

  const end = (choice: number, { machine, interceptor }: OpenChoice): string => {
    open.delete(choice);
    ended.set(choice, machine);
    return visible(choice, interceptor.end());
  };

  return {
    read(choice, text, isLast) {
      if (!open.has(choice)) {
        const isReadable = ended.has(choice) ? text !== '' : open.size + ended.size < MOST_CHOICES;
        if (!isReadable) return undefined;
      }
      const opened = open.get(choice) ?? begin(choice);
      const shown = visible(choice, opened.interceptor.push(text));
      return isLast ? shown + end(choice, opened) : shown;
    },
    endAll() {
      const released = new Map<number, string>();
      for (const [choice, opened] of open) {
        const text = end(choice, opened);
        if (text !== '') released.set(choice, text);
      }
      return released;
    },
    heldChars() {
      let held = 0;
      for (const { interceptor } of open.values()) held += interceptor.heldChars();
      return held;
    },
  };
}
