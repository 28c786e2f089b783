import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import type { QueuePort } from '../../src/ports/index.ts';

/** A queue under test, and what a worker of it would find. */
export interface QueueUnderTest {
  queue: QueuePort;
  /** The jobs of a queue, the oldest first. */
  jobs(queue: string): Promise<Array<{ id: string; name: string; data: JsonObject }>>;
}

/** What every adapter of the queue must do. */
export function describeQueue(name: string, open: () => Promise<QueueUnderTest>): void {
  describe(`queue: ${name}`, () => {
    let under: QueueUnderTest;
    let queues = 0;
    const newQueue = () => `queue-${queues++}`;

    beforeAll(async () => {
      under = await open();
    });
    afterAll(() => under.queue.close());

    it('adds a job as it was given', async () => {
      const queue = newQueue();
      const data = { type: 'a', text: '€ {{ x }} \u0000 \ud800', nested: { list: [1, null] } };
      const { bullId, jobId } = await under.queue.enqueue({ queue, name: 'first', data });
      expect(jobId).toBe(bullId);
      expect(await under.jobs(queue)).toEqual([{ id: bullId, name: 'first', data }]);
    });

    it('tells the id that the data carries beside its own', async () => {
      const queue = newQueue();
      const request = { queue, name: 'n', data: { id: 123 }, options: { jobId: 'mine' } };
      expect(await under.queue.enqueue(request)).toEqual({ bullId: 'mine', jobId: '123' });
    });

    it('adds a job of one id once, and tells what is kept', async () => {
      const queue = newQueue();
      const options = { jobId: 'same' };
      await under.queue.enqueue({ queue, name: 'n', data: { id: 'old' }, options });
      const second = await under.queue.enqueue({ queue, name: 'n', data: { id: 'new' }, options });
      expect(second).toEqual({ bullId: 'same', jobId: 'old' });
      expect(await under.jobs(queue)).toEqual([{ id: 'same', name: 'n', data: { id: 'old' } }]);
    });

    it('takes the idempotency key for the id when none is given', async () => {
      const queue = newQueue();
      const call = { idempotencyKey: '01ABC-3' };
      await under.queue.enqueue({ queue, name: 'n', data: {} }, call);
      const { bullId } = await under.queue.enqueue({ queue, name: 'n', data: {} }, call);
      expect(bullId).toBe('01ABC-3');
      expect(await under.jobs(queue)).toHaveLength(1);
    });

    it.each(['123', 123, 'a:b', 'a:b:c', '0', '-5'])('takes %j for an id, and the same for the same', async (jobId) => {
      const queue = newQueue();
      const request = { queue, name: 'n', data: {}, options: { jobId } };
      const first = await under.queue.enqueue(request);
      expect(await under.queue.enqueue(request)).toEqual(first);
      expect(await under.jobs(queue)).toHaveLength(1);
    });

    it('drops a job that counts as the same while one is waiting', async () => {
      const queue = newQueue();
      const options = { deduplication: { id: 'd', ttl: 60_000 } };
      const first = await under.queue.enqueue({ queue, name: 'n', data: { id: 'a' }, options });
      expect(await under.queue.enqueue({ queue, name: 'n', data: { id: 'b' }, options })).toEqual(first);
      expect(await under.jobs(queue)).toHaveLength(1);
    });

    it('adds many at once, each to its queue', async () => {
      const [one, two] = [newQueue(), newQueue()];
      const names = Array.from({ length: 50 }, (_, index) => `job-${index}`);
      await Promise.all(
        names.map((jobName, index) => under.queue.enqueue({ queue: index % 2 ? one : two, name: jobName, data: {} })),
      );
      expect(await under.jobs(one)).toHaveLength(25);
      expect(await under.jobs(two)).toHaveLength(25);
    });

    it('adds nothing under a signal that is aborted', async () => {
      const queue = newQueue();
      const call = { signal: AbortSignal.abort(new Error('stopped')) };
      await expect(under.queue.enqueue({ queue, name: 'n', data: {} }, call)).rejects.toThrow('stopped');
      expect(await under.jobs(queue)).toEqual([]);
    });
  });
}
