import type { ChainableCommander, Redis } from 'ioredis';
import { GenieError } from '../../errors.ts';
import { connectRedis } from '../redis/connect-redis.ts';
import { journalUnavailable } from './journal-failure.ts';
import { JOURNAL_SCRIPTS, type JournalScript } from './journal-scripts.ts';

type ScriptArguments = ReadonlyArray<string | number>;

/** Raised with every change of the keys; a journal of a later version is refused, never guessed at. */
const JOURNAL_VERSION = 1;

/**
 * The journal's connection: made by the first call, which fails at once when Redis is away. When it is lost later, calls wait
 * up to `patienceMs` for it to come back, and what was under way is sent again.
 */
export class JournalLink {
  readonly #url: string;
  readonly #versionKey: string;
  readonly #patienceMs: number;
  #opening: Promise<Redis> | undefined;
  #isClosed = false;

  constructor(options: { url: string; versionKey: string; patienceMs: number }) {
    this.#url = options.url;
    this.#versionKey = options.versionKey;
    this.#patienceMs = options.patienceMs;
  }

  /** Does something only where the connection stands. */
  async ifReady(work: (redis: Redis) => Promise<void>): Promise<void> {
    const redis = await this.#opening;
    if (redis?.status === 'ready') await this.use(work);
  }

  /** Runs a script. Rejects with `JOURNAL_UNAVAILABLE`. */
  async run(script: JournalScript, keys: readonly string[], args: ScriptArguments): Promise<unknown> {
    return await this.use((redis) => callScript(redis, script, [...keys, ...args]) as Promise<unknown>);
  }

  /** Runs one script for each list of keys, sent together. */
  async runEach(
    script: JournalScript,
    calls: ReadonlyArray<readonly string[]>,
    args: ScriptArguments,
  ): Promise<unknown[]> {
    return await this.use(async (redis) => {
      const pipeline = redis.pipeline();
      for (const keys of calls) void callScript(pipeline, script, [...keys, ...args]);
      const answers = (await pipeline.exec()) ?? [];
      return answers.map(([error, value]) => {
        if (error !== null) throw error;
        return value;
      });
    });
  }

  async use<Value>(work: (redis: Redis) => Promise<Value>): Promise<Value> {
    try {
      const redis = await this.#open();
      return await this.#withPatience(work(redis));
    } catch (thrown) {
      throw journalUnavailable(this.#url, thrown);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const opening = this.#opening;
    this.#opening = undefined;
    await opening?.then(
      (redis) => redis.disconnect(),
      () => {},
    );
  }

  #open(): Promise<Redis> {
    if (this.#isClosed) throw new GenieError('JOURNAL_UNAVAILABLE', 'The journal is closed', { isRetryable: false });
    if (this.#opening !== undefined) return this.#opening;
    const opening = this.#connect();
    opening.catch(() => {
      if (this.#opening === opening) this.#opening = undefined;
    });
    this.#opening = opening;
    return opening;
  }

  async #connect(): Promise<Redis> {
    const redis = await connectRedis({ url: this.#url, isLasting: true, isBatching: true });
    try {
      for (const [name, script] of Object.entries(JOURNAL_SCRIPTS)) redis.defineCommand(commandOf(name), script);
      await this.#withPatience(redis.setnx(this.#versionKey, JOURNAL_VERSION));
      const version = Number(await redis.get(this.#versionKey));
      if (version > JOURNAL_VERSION) throw newerJournal(version);
      return redis;
    } catch (thrown) {
      redis.disconnect();
      throw thrown;
    }
  }

  async #withPatience<Value>(work: Promise<Value>): Promise<Value> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('Command timed out')), this.#patienceMs);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function commandOf(script: string): string {
  return `genieJournal_${script}`;
}

function callScript(to: Redis | ChainableCommander, script: JournalScript, args: ScriptArguments): unknown {
  const command = (to as unknown as Record<string, (...given: ScriptArguments) => unknown>)[commandOf(script)]!;
  return command.apply(to, [...args]);
}

function newerJournal(version: number): GenieError {
  return new GenieError(
    'JOURNAL_UNAVAILABLE',
    `The journal was written by a newer genie-actions (version ${version}, this one knows ${JOURNAL_VERSION})`,
    { isRetryable: false, detail: 'Update genie-actions on this machine, or use another database of Redis.' },
  );
}
