import { describe, expect, it } from 'vitest';
import type { ClockPort } from '../../src/ports/index.ts';

/** What every clock that runs by itself must do. */
export function describeClockPort(name: string, open: () => ClockPort): void {
  describe(`clock port: ${name}`, () => {
    const clock = open();

    it('tells the time in milliseconds since 1970', () => {
      expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
    });

    it('sleeps at least as long as it is asked to', async () => {
      const startedAt = performance.now();
      await clock.sleep(30);
      expect(performance.now() - startedAt).toBeGreaterThan(28);
      await clock.sleep(0);
    });

    it('wakes up for an abort, with its reason', async () => {
      const abort = new AbortController();
      const startedAt = performance.now();
      setTimeout(() => abort.abort(new Error('enough')), 20);
      await expect(clock.sleep(60_000, abort.signal)).rejects.toThrow('enough');
      expect(performance.now() - startedAt).toBeLessThan(250);
      await expect(clock.sleep(0, abort.signal)).rejects.toThrow('enough');
    });

    it('sleeps longer than a timer can', async () => {
      const abort = new AbortController();
      setTimeout(() => abort.abort(new Error('still asleep')), 30);
      await expect(clock.sleep(2 ** 31 + 5, abort.signal)).rejects.toThrow('still asleep');
    });

    it('leaves no listener on the signal', async () => {
      const { signal } = new AbortController();
      let listeners = 0;
      const add = signal.addEventListener.bind(signal);
      const remove = signal.removeEventListener.bind(signal);
      signal.addEventListener = (...args: Parameters<typeof add>) => {
        listeners++;
        add(...args);
      };
      signal.removeEventListener = (...args: Parameters<typeof remove>) => {
        listeners--;
        remove(...args);
      };
      await clock.sleep(1, signal);
      expect(listeners).toBe(0);
    });

    it('gives chances from 0 to below 1', () => {
      const chances = Array.from({ length: 100 }, () => clock.random());
      expect(chances.every((chance) => chance >= 0 && chance < 1)).toBe(true);
      expect(new Set(chances).size).toBeGreaterThan(90);
    });

    it('names things with ULIDs that rise', () => {
      const ids = Array.from({ length: 1000 }, () => clock.newId());
      expect(ids.every((id) => /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id))).toBe(true);
      expect(new Set(ids).size).toBe(1000);
      expect([...ids].sort()).toEqual(ids);
    });
  });
}
