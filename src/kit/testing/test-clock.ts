import type { ClockPort } from '../../ports/index.ts';

/** A clock that only moves when somebody sleeps, which takes no time; ids are numbered. */
export class TestClock implements ClockPort {
  #now = 0;
  #ids = 0;

  /** Begins again at this time, with the first id. */
  reset(now: number): void {
    this.#now = now;
    this.#ids = 0;
  }

  now(): number {
    return this.#now;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.#now += ms;
  }

  random(): number {
    return 0.5;
  }

  newId(): string {
    return `01TEST${String(++this.#ids).padStart(20, '0')}`;
  }
}

/** When a test starts that does not say it: 2030-01-01, midnight in Greenwich. */
export const DEFAULT_NOW = Date.UTC(2030, 0, 1);
