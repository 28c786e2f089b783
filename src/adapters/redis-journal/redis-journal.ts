import { createHash, randomUUID } from 'node:crypto';
import type { JsonObject } from '../../json.ts';
import type { Journal, PendingAudit, RunFilter, RunRecord, RunStart, StepRecord } from '../../ports/index.ts';
import { runRefused } from './journal-failure.ts';
import { journalKeys, type JournalKeys } from './journal-keys.ts';
import { JournalLink } from './journal-link.ts';
import type { RedisJournalOptions } from './open-redis-journal.ts';
import { toAudits, toRunRecord, toStepRecords, type RunAnswer } from './run-records.ts';

/** Runs that are looked at together when they are listed. */
const PAGE_SIZE = 100;

/** Records without effects are written together: so many of a run at most, and after so many milliseconds at the latest. */
const GROUP_SIZE = 100;
const GROUP_DELAY_MS = 20;

/** An owner shows that it is alive this many times in one lease. */
const BEATS_PER_LEASE = 4;

/** Audit ids: milliseconds since 1970 times this, plus a counter; below 2^53 until the year 2255. */
const AUDITS_PER_MS = 1_000;

/** When there were no audit rows, others' are looked for again after this many milliseconds. */
const AUDIT_LOOK_MS = 1_000;

/** The journal on Redis; see `openRedisJournal`. */
export class RedisJournal implements Journal {
  readonly #options: Required<RedisJournalOptions>;
  readonly #keys: JournalKeys;
  readonly #link: JournalLink;
  readonly #ownerId = randomUUID();
  /** The runs of this journal and what they were taken with. */
  readonly #takes = new Map<string, string>();
  readonly #sentDocuments = new Set<string>();
  /** Records that nobody waits for. */
  readonly #unheard = new Set<Promise<void>>();
  /** Records that may wait for others of their run. */
  readonly #waiting = new Map<string, StepRecord[]>();
  #groupTimer: NodeJS.Timeout | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #audits = 0;
  #noAuditsUntil = 0;

  constructor(options: Required<RedisJournalOptions>) {
    const { url, patienceMs, prefix } = options;
    this.#options = options;
    this.#keys = journalKeys(prefix);
    this.#link = new JournalLink({ url, patienceMs, versionKey: this.#keys.version });
  }

  /** Rejects with `RUN_EXISTS` when the journal has a run of this id. */
  async startRun({ document, ...start }: RunStart): Promise<void> {
    const { runId, slug, startedAt } = start;
    const take = randomUUID();
    const hash = createHash('sha256').update(document).digest('hex');
    const { run, runsOf, documents, runs } = this.#keys;
    const attempt = (text: string) =>
      this.#link.run(
        'startRun',
        [run(runId), documents, this.#ownerKey, runs, runsOf(slug)],
        [take, this.#ownerId, this.#options.leaseMs, runId, startedAt, hash, text, JSON.stringify(start)],
      );
    // A document is sent once by each process, unless Redis has lost it since.
    let answer = await attempt(this.#sentDocuments.has(hash) ? '' : document);
    if (answer === 'NO_DOCUMENT') answer = await attempt(document);
    if (answer !== 'OK') throw runRefused(String(answer), runId);
    this.#sentDocuments.add(hash);
    this.#own(runId, take);
  }

  async resumeRun(runId: string): Promise<void> {
    if (this.#takes.has(runId)) throw runRefused('RUN_ACTIVE', runId);
    const take = randomUUID();
    const { run, steps } = this.#keys;
    const answer = await this.#link.run(
      'resumeRun',
      [run(runId), steps(runId), this.#ownerKey],
      [take, this.#ownerId, this.#options.leaseMs, this.#keys.owner('')],
    );
    if (answer !== 'OK') throw runRefused(String(answer), runId);
    this.#own(runId, take);
  }

  /** Rejects with `RUN_TAKEN_OVER`, where the record is durable, when another process has the run now. */
  recordStep(step: StepRecord, isDurable: boolean): void | Promise<void> {
    const waiting = this.#waiting.get(step.runId) ?? [];
    this.#waiting.set(step.runId, [...waiting, step]);
    if (isDurable) return this.#write(step.runId);
    if (waiting.length + 1 >= GROUP_SIZE) this.#writeUnheard(step.runId);
    else this.#groupTimer ??= setTimeout(() => this.#writeWaiting(), GROUP_DELAY_MS).unref();
  }

  /** Rejects with `RUN_TAKEN_OVER` when another process has the run now. */
  async endRun(runId: string, { status, ...end }: Parameters<Journal['endRun']>[1]): Promise<void> {
    const writing = this.#write(runId, status, JSON.stringify(end));
    this.#takes.delete(runId);
    if (this.#takes.size === 0) this.#stopHeartbeat();
    await writing;
  }

  async getRun(runId: string): Promise<RunRecord | undefined> {
    const [run] = await this.#readRuns([runId]);
    return run;
  }

  async listRuns({ slug, status, limit = Infinity }: RunFilter): Promise<RunRecord[]> {
    const index = slug === undefined ? this.#keys.runs : this.#keys.runsOf(slug);
    const found: RunRecord[] = [];
    for (let start = 0; found.length < limit; start += PAGE_SIZE) {
      const ids = await this.#link.use((redis) => redis.zrevrange(index, start, start + PAGE_SIZE - 1));
      const runs = (await this.#readRuns(ids)).filter((run) => run !== undefined);
      found.push(...runs.filter((run) => (status ?? run.status) === run.status));
      if (ids.length < PAGE_SIZE) break;
    }
    return found.slice(0, limit);
  }

  async listSteps(runId: string): Promise<StepRecord[]> {
    if (this.#waiting.has(runId)) await this.#write(runId);
    return toStepRecords(await this.#link.use((redis) => redis.hgetall(this.#keys.steps(runId))));
  }

  async keepAudit(row: JsonObject): Promise<void> {
    this.#noAuditsUntil = 0;
    const id = this.#options.clock.now() * AUDITS_PER_MS + (this.#audits++ % AUDITS_PER_MS);
    await this.#link.run('keepAudit', [this.#keys.audits], [id, JSON.stringify(row)]);
  }

  /** Those that no other open journal has asked for before. */
  async pendingAudits(): Promise<PendingAudit[]> {
    const now = this.#options.clock.now();
    if (now < this.#noAuditsUntil) return [];
    const { audits, auditClaims } = this.#keys;
    const answer = await this.#link.run(
      'claimAudits',
      [audits, auditClaims, this.#ownerKey],
      [this.#ownerId, this.#options.leaseMs, this.#keys.owner('')],
    );
    const found = toAudits(answer as string[]);
    if (found.length === 0) this.#noAuditsUntil = now + AUDIT_LOOK_MS;
    return found;
  }

  async dropAudit(id: number): Promise<void> {
    const { audits, auditClaims } = this.#keys;
    await this.#link.use((redis) => Promise.all([redis.hdel(audits, String(id)), redis.hdel(auditClaims, String(id))]));
  }

  /** Runs that have not ended read as interrupted from now on. */
  async close(): Promise<void> {
    this.#stopHeartbeat();
    this.#writeWaiting();
    this.#takes.clear();
    try {
      await this.#link.ifReady(async (redis) => {
        await Promise.all(this.#unheard);
        await redis.del(this.#ownerKey);
      });
    } finally {
      await this.#link.close();
    }
  }

  get #ownerKey(): string {
    return this.#keys.owner(this.#ownerId);
  }

  /** Writes what waits of a run, and its end where it has one. */
  async #write(runId: string, status = '', end = ''): Promise<void> {
    const waiting = this.#waiting.get(runId) ?? [];
    this.#waiting.delete(runId);
    const { run, steps } = this.#keys;
    const answer = await this.#link.run(
      'writeRun',
      [run(runId), steps(runId)],
      [
        this.#takeOf(runId),
        this.#options.keepMs,
        status,
        end,
        ...waiting.flatMap((step) => [step.path, JSON.stringify(step)]),
      ],
    );
    if (answer !== 'OK') throw runRefused(String(answer), runId);
  }

  /** What is sent later arrives later, so the end of the run cannot overtake it; should it be lost, such steps run again. */
  #writeUnheard(runId: string): void {
    const writing = this.#write(runId).catch(() => {});
    this.#unheard.add(writing);
    void writing.then(() => this.#unheard.delete(writing));
  }

  #writeWaiting(): void {
    clearTimeout(this.#groupTimer);
    this.#groupTimer = undefined;
    for (const runId of this.#waiting.keys()) this.#writeUnheard(runId);
  }

  #takeOf(runId: string): string {
    const take = this.#takes.get(runId);
    if (take === undefined) throw runRefused('RUN_TAKEN_OVER', runId);
    return take;
  }

  async #readRuns(ids: readonly string[]): Promise<Array<RunRecord | undefined>> {
    if (ids.length === 0) return [];
    const { run, documents } = this.#keys;
    const answers = await this.#link.runEach(
      'readRun',
      ids.map((id) => [run(id), documents]),
      [this.#keys.owner('')],
    );
    return answers.map((answer) => (answer === null ? undefined : toRunRecord(answer as RunAnswer)));
  }

  #own(runId: string, take: string): void {
    this.#takes.set(runId, take);
    this.#heartbeat ??= setInterval(() => this.#beat(), this.#options.leaseMs / BEATS_PER_LEASE).unref();
  }

  #beat(): void {
    const { leaseMs } = this.#options;
    // Redis is away: the next record says so to somebody who listens.
    this.#link.use((redis) => redis.set(this.#ownerKey, 1, 'PX', leaseMs)).catch(() => {});
  }

  #stopHeartbeat(): void {
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
  }
}
