import type { ClockPort, Journal } from '../../ports/index.ts';
import { RedisJournal } from './redis-journal.ts';

export interface RedisJournalOptions {
  /** `redis://[user:password@]host[:port][/database]`. */
  url: string;
  clock?: Pick<ClockPort, 'now'>;
  /** Milliseconds without a sign of life after which the runs of an open journal may be taken over. Default: 8,000. */
  leaseMs?: number;
  /** Milliseconds that a call waits for a Redis that was lost. Default: 30,000. */
  patienceMs?: number;
  /** Milliseconds for which a run is kept after its end. Default: 30 days. */
  keepMs?: number;
  /** What the keys begin with. Default: `genie-actions:journal`. */
  prefix?: string;
}

const DAY_MS = 24 * 3600 * 1000;

/**
 * The journal in Redis, for a fleet: every machine sees every run and may take over those whose owner is gone. A run is owned
 * by the open journal that started or resumed it last; it alone can add to the run, and loses it when nothing was heard of
 * it for `leaseMs` and somebody else takes the run over: then its records are refused with `RUN_TAKEN_OVER`.
 *
 * A durable record is one that Redis has acknowledged; it survives what Redis itself survives (`appendonly yes`).
 */
export function openRedisJournal(options: RedisJournalOptions): Journal {
  return new RedisJournal({
    clock: { now: () => Date.now() },
    leaseMs: 8_000,
    patienceMs: 30_000,
    keepMs: 30 * DAY_MS,
    prefix: 'genie-actions:journal',
    ...options,
  });
}
