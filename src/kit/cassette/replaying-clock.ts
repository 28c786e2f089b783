import type { ClockPort } from '../../ports/index.ts';
import type { Cassette } from './cassette.ts';

/** A clock that gives again what was recorded. When that is used up, time stands still and chance is even. */
export function replayingClock({ now, random, ids }: Cassette['clock']): ClockPort {
  let nowAt = 0;
  let randomAt = 0;
  let idAt = 0;
  return {
    now: () => now[Math.min(nowAt++, now.length - 1)] ?? 0,
    random: () => random[randomAt++] ?? 0.5,
    newId: () => ids[idAt++] ?? `${ids.at(-1) ?? 'replay'}-${idAt}`,
    async sleep(_ms, signal) {
      signal?.throwIfAborted();
    },
  };
}
