import { toGenieError } from '../errors.ts';
import { openStepSignal, raceAbort, type PortOpener, type RunWarning } from '../engine/index.ts';
import type { JsonObject } from '../json.ts';
import type { Journal } from '../ports/index.ts';

const DEFAULT_COLLECTION = 'agent_audits';

/** A run must not wait for its audit row longer than this. */
const AUDIT_TIMEOUT_MS = 10_000;

const NEVER = new AbortController().signal;

/** Writes audit rows through the Directus port; a row that cannot be written waits in the journal. */
export class Auditor {
  readonly #ports: PortOpener;
  readonly #journal: Journal | undefined;
  readonly #collection: string;
  #flushing: Promise<{ written: number; waiting: number }> | undefined;

  constructor(ports: PortOpener, journal: Journal | undefined, collection = DEFAULT_COLLECTION) {
    this.#ports = ports;
    this.#journal = journal;
    this.#collection = collection;
  }

  /** Never rejects: the run's own result stands. Returns a warning when the row is not in Directus. */
  async write(row: JsonObject): Promise<RunWarning | undefined> {
    try {
      await this.#send(row);
      return undefined;
    } catch (thrown) {
      return await this.#keep(row, toGenieError(thrown).message);
    }
  }

  /**
   * Sends rows that wait, the oldest first; stops at the first that Directus does not take. Runs that begin at the same time
   * share one such round, so that no row is sent twice; `signal` ends the waiting for it, not the round.
   */
  async flush(signal: AbortSignal = NEVER): Promise<{ written: number; waiting: number }> {
    this.#flushing ??= this.#sendPending().finally(() => {
      this.#flushing = undefined;
    });
    return await raceAbort(this.#flushing, signal);
  }

  async #sendPending(): Promise<{ written: number; waiting: number }> {
    const pending = (await this.#journal?.pendingAudits()) ?? [];
    let written = 0;
    for (const { id, row } of pending) {
      try {
        await this.#send(row);
      } catch {
        break;
      }
      await this.#journal!.dropAudit(id);
      written++;
    }
    return { written, waiting: pending.length - written };
  }

  async #send(row: JsonObject): Promise<void> {
    const { signal, close } = openStepSignal([], AUDIT_TIMEOUT_MS);
    try {
      const directus = await raceAbort(Promise.resolve(this.#ports.open('directus')), signal);
      await raceAbort(directus.createItem(this.#collection, row, {}, { signal }), signal);
    } finally {
      close();
    }
  }

  async #keep(row: JsonObject, reason: string): Promise<RunWarning> {
    if (this.#journal === undefined) {
      return { path: [], code: 'AUDIT_LOST', message: `The audit row could not be written: ${reason}` };
    }
    try {
      await this.#journal.keepAudit(row);
      return {
        path: [],
        code: 'AUDIT_WAITING',
        message: `The audit row could not be written (${reason}); it is kept and written later: genie-actions audits flush`,
      };
    } catch (thrown) {
      return {
        path: [],
        code: 'AUDIT_LOST',
        message: `The audit row could not be written (${reason}) nor kept (${toGenieError(thrown).message})`,
      };
    }
  }
}
