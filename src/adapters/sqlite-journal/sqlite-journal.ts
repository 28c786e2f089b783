import { createHash, randomUUID } from 'node:crypto';
import { GenieError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type {
  Journal,
  PendingAudit,
  RunFilter,
  RunRecord,
  RunStart,
  RunStatus,
  StepRecord,
} from '../../ports/index.ts';
import { sortSteps } from '../sort-steps.ts';
import { JournalConnection } from './journal-connection.ts';
import { writeStep } from './journal-statements.ts';
import { ownerOf, toRunRecord, toStepRecord, type Row } from './journal-rows.ts';
import type { SqliteJournalOptions } from './open-sqlite-journal.ts';
import { currentOwner, HEARTBEAT_INTERVAL_MS, isOwnerAlive, type RunOwner } from './run-owner.ts';
import { WriteBuffer, type Write } from './write-buffer.ts';

/** The journal on `node:sqlite`; see `openSqliteJournal`. */
export class SqliteJournal implements Journal {
  readonly #clock: Required<SqliteJournalOptions>['clock'];
  readonly #connection: JournalConnection;
  readonly #buffer: WriteBuffer;
  readonly #ownerId = randomUUID();
  readonly #activeRuns = new Set<string>();
  #owner: RunOwner | undefined;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor({ file, clock, groupSize, groupDelayMs }: Required<SqliteJournalOptions>) {
    this.#clock = clock;
    this.#connection = new JournalConnection(file);
    this.#buffer = new WriteBuffer({ groupSize, groupDelayMs, commit: (writes) => this.#connection.commit(writes) });
  }

  startRun(run: RunStart): void {
    const { statements } = this.#connection.forWriting();
    const hash = createHash('sha256').update(run.document).digest('hex');
    const texts = [run.input, run.context, run.stubs].map((value) => JSON.stringify(value));
    const [input, context, stubs] = texts as [string, string, string];
    this.#write(() => {
      this.#touchOwner();
      statements.keepDocument.run(hash, run.document);
      statements.startRun.run(
        run.runId,
        run.slug,
        hash,
        input,
        context,
        run.trigger,
        run.startedAt,
        stubs,
        this.#ownerId,
      );
    });
    this.#addActiveRun(run.runId);
  }

  resumeRun(runId: string): void {
    const { statements } = this.#connection.forWriting();
    this.#buffer.flush();
    this.#connection.commit([
      () => {
        const row = statements.getRun.get(runId);
        if (row === undefined) throw runRefused('RUN_NOT_FOUND', runId, 'is not in the journal');
        const status = this.#statusOf(row);
        if (status === 'running') throw runRefused('RUN_ACTIVE', runId, 'is running in another process');
        if (status === 'success') throw runRefused('RUN_FINISHED', runId, 'has ended successfully');
        this.#touchOwner();
        statements.takeRun.run(this.#ownerId, runId);
      },
    ]);
    this.#addActiveRun(runId);
  }

  recordStep(step: StepRecord, isDurable: boolean): void {
    const { statements } = this.#connection.forWriting();
    this.#buffer.add(() => writeStep(statements, step), isDurable);
  }

  endRun(runId: string, end: Parameters<Journal['endRun']>[1]): void {
    const { statements } = this.#connection.forWriting();
    const output = JSON.stringify(end.output);
    this.#activeRuns.delete(runId);
    this.#write(() => statements.endRun.run(end.status, output, end.error, end.errorCode, end.endedAt, runId));
    if (this.#activeRuns.size === 0) this.#stopHeartbeat();
  }

  async getRun(runId: string): Promise<RunRecord | undefined> {
    return this.#read(undefined, ({ statements }) => {
      const row = statements.getRun.get(runId);
      return row && toRunRecord(row, this.#statusOf(row));
    });
  }

  async listRuns({ slug, status, limit = Infinity }: RunFilter): Promise<RunRecord[]> {
    return this.#read([], ({ statements }) => {
      const runs: RunRecord[] = [];
      const stored = status === 'interrupted' ? 'running' : (status ?? null);
      for (const row of statements.listRuns.iterate({ slug: slug ?? null, status: stored })) {
        if (runs.length >= limit) break;
        const current = this.#statusOf(row);
        if (status === undefined || status === current) runs.push(toRunRecord(row, current));
      }
      return runs;
    });
  }

  async listSteps(runId: string): Promise<StepRecord[]> {
    return this.#read([], ({ statements }) => sortSteps(statements.listSteps.all(runId).map(toStepRecord)));
  }

  keepAudit(row: JsonObject): void {
    const { statements } = this.#connection.forWriting();
    this.#buffer.add(() => statements.keepAudit.run(JSON.stringify(row)), true);
  }

  async pendingAudits(): Promise<PendingAudit[]> {
    return this.#connection.read([], ({ statements }) =>
      statements.listAudits.all().map((audit) => ({
        id: audit['audit_id'] as number,
        row: JSON.parse(audit['row'] as string) as JsonObject,
      })),
    );
  }

  dropAudit(id: number): void {
    const { statements } = this.#connection.forWriting();
    this.#buffer.add(() => statements.dropAudit.run(id), true);
  }

  async close(): Promise<void> {
    this.#stopHeartbeat();
    try {
      this.#buffer.flush();
      this.#connection.ifOpen(({ statements }) => statements.dropOwner.run(this.#ownerId));
    } finally {
      this.#connection.close();
    }
  }

  /** The start and the end of a run are committed at once, unless other runs are under way: then they share commits. */
  #write(write: Write): void {
    this.#buffer.add(write, this.#activeRuns.size === 0);
  }

  #read<Result>(nothing: Result, read: Parameters<typeof JournalConnection.prototype.read<Result>>[1]): Result {
    this.#buffer.flush();
    return this.#connection.read(nothing, read);
  }

  #statusOf(row: Row): RunStatus {
    const status = row['status'] as RunStatus;
    if (status !== 'running' || row['owner_id'] === this.#ownerId) return status;
    const found = ownerOf(row);
    return found && isOwnerAlive(found.owner, found.heartbeatAt, this.#clock.now()) ? 'running' : 'interrupted';
  }

  #addActiveRun(runId: string): void {
    this.#activeRuns.add(runId);
    this.#heartbeat ??= setInterval(() => this.#beat(), HEARTBEAT_INTERVAL_MS).unref();
  }

  #beat(): void {
    try {
      this.#connection.ifOpen(() => this.#touchOwner());
    } catch {
      // A full disk: the next write says so to somebody who listens.
    }
  }

  #stopHeartbeat(): void {
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
  }

  #touchOwner(): void {
    const { statements } = this.#connection.forWriting();
    if (this.#owner === undefined) this.#forgetGoneOwners();
    const { host, pid, processStart } = (this.#owner ??= currentOwner());
    statements.touchOwner.run(this.#ownerId, host, pid, processStart, this.#clock.now());
  }

  /** Their runs stay and read as interrupted, because nobody owns them. */
  #forgetGoneOwners(): void {
    const { statements } = this.#connection.forWriting();
    for (const row of statements.listOwners.all()) {
      const found = ownerOf(row);
      if (found && !isOwnerAlive(found.owner, found.heartbeatAt, this.#clock.now())) {
        statements.dropOwner.run(row['owner_id'] as string);
      }
    }
  }
}

function runRefused(code: string, runId: string, why: string): GenieError {
  return new GenieError(code, `Run ${runId} ${why}`, { data: { runId }, isRetryable: false });
}
