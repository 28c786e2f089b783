import type { ClockPort } from '../../ports/index.ts';

export interface ProgressWriter {
  /** `percent` from 0 to 100. Written later, or never when more is reported soon. */
  report(percent: number): void;
  /** Waits for what is being written; nothing is written after that. */
  finish(): Promise<void>;
}

/**
 * Writes progress at most once an interval, one at a time, and only when it grew by 1 or more. A write that fails is left
 * out: the work is worth more than its display.
 */
export function progressWriter(
  write: (percent: number) => Promise<void>,
  { clock, intervalMs }: { clock: Pick<ClockPort, 'now'>; intervalMs: number },
): ProgressWriter {
  let written = 0;
  let nextAt = clock.now() + intervalMs;
  let writing: Promise<void> | undefined;
  let isFinished = false;

  return {
    report(percent) {
      const whole = Math.floor(percent);
      if (isFinished || writing !== undefined || whole <= written || clock.now() < nextAt) return;
      written = whole;
      writing = write(whole)
        .catch(() => {})
        .finally(() => {
          writing = undefined;
          nextAt = clock.now() + intervalMs;
        });
    },
    async finish() {
      isFinished = true;
      await writing;
    },
  };
}
