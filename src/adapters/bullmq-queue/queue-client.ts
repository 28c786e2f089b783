import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { connectRedis } from '../redis/connect-redis.ts';
import { queueFailure } from './queue-failure.ts';

export interface QueueClientOptions {
  /** `redis://[user:password@]host[:port][/database]`. */
  url: string;
  /** Milliseconds until a connection must stand. Default: 2,000. */
  connectWithinMs?: number;
  /** Milliseconds that Redis may take to answer one command. Default: 5,000. */
  answerWithinMs?: number;
  /** What BullMQ's keys begin with. Default: `bull`, as in BullMQ. */
  prefix?: string;
}

const ANSWER_WITHIN_MS = 5_000;

interface OpenClient {
  redis: Redis;
  queues: Map<string, Queue>;
}

/**
 * BullMQ's queues over one connection, for everything but taking jobs. A connection that is lost is not mended: the next call
 * makes a new one, so that each says at once why it cannot be served.
 */
export class QueueClient {
  readonly #options: QueueClientOptions;
  #opening: Promise<OpenClient> | undefined;

  constructor(options: QueueClientOptions) {
    this.#options = options;
  }

  /** Does something with a queue. Rejects with a `ServiceError`. */
  async use<Value>(name: string, work: (queue: Queue, redis: Redis) => Promise<Value>): Promise<Value> {
    try {
      const { redis, queues } = await this.#open();
      return await work(queues.get(name) ?? (await this.#addQueue(name, { redis, queues })), redis);
    } catch (thrown) {
      const failure = queueFailure(thrown, this.#options.url);
      // A Redis that left one command unanswered would leave the next so, too.
      if (failure.code === 'CONNECTION_LOST') await this.close();
      throw failure;
    }
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    await opening?.then(
      ({ redis }) => redis.disconnect(),
      () => {},
    );
  }

  async #addQueue(name: string, client: OpenClient): Promise<Queue> {
    const { Queue: BullQueue } = await import('bullmq');
    const known = client.queues.get(name);
    if (known !== undefined) return known;
    const { prefix } = this.#options;
    const queue = new BullQueue(name, {
      connection: client.redis,
      // Looking at a queue must not make one, and an old Redis is no matter for the console.
      skipMetasUpdate: true,
      skipVersionCheck: true,
      ...(prefix === undefined ? {} : { prefix }),
    });
    // The call that meets the trouble reports it; without a listener BullMQ would print it.
    queue.on('error', () => {});
    client.queues.set(name, queue);
    return queue;
  }

  #open(): Promise<OpenClient> {
    if (this.#opening !== undefined) return this.#opening;
    const { url, connectWithinMs, answerWithinMs = ANSWER_WITHIN_MS } = this.#options;
    const opening = connectRedis({
      url,
      commandTimeoutMs: answerWithinMs,
      ...(connectWithinMs === undefined ? {} : { connectWithinMs }),
    }).then((redis) => {
      redis.once('close', () => this.#forget(opening));
      return { redis, queues: new Map<string, Queue>() };
    });
    opening.catch(() => this.#forget(opening));
    this.#opening = opening;
    return opening;
  }

  #forget(opening: Promise<OpenClient>): void {
    if (this.#opening === opening) this.#opening = undefined;
  }
}
