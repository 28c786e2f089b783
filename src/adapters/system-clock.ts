import { setTimeout as sleepFor } from 'node:timers/promises';
import { monotonicFactory } from 'ulid';
import type { ClockPort } from '../ports/index.ts';

/** Longer timers fire at once: 2^31 - 1 ms, about 25 days. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The machine's clock and chance. Ids of one millisecond rise, so that sorting them keeps their order. */
export function systemClock(): ClockPort {
  const nextId = monotonicFactory();
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    newId: () => nextId(),
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      try {
        for (let left = ms; left > 0; left -= LONGEST_TIMER_MS) {
          await sleepFor(Math.min(left, LONGEST_TIMER_MS), undefined, signal === undefined ? {} : { signal });
        }
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      }
    },
  };
}
