/** Time, chance and names: everything in a run that would differ the next time. */
export interface ClockPort {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** From 0 (included) to 1 (excluded). */
  random(): number;
  /** A ULID. */
  newId(): string;
}
