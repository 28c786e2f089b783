import { afterEach, describe, expect, it } from 'vitest';
import { createThreadPool, type ThreadPool } from '../../../src/adapters/quickjs-sandbox/thread-pool.ts';
import { workerFile } from '../../../src/adapters/quickjs-sandbox/worker-file.ts';

describe('createThreadPool', () => {
  let pool: ThreadPool;
  afterEach(() => pool.close());

  it('never lends more threads than it may, whatever comes at once', async () => {
    pool = createThreadPool(workerFile, 2, 1000);
    let lent = 0;
    let most = 0;
    const use = async () => {
      most = Math.max(most, ++lent);
      await new Promise((resolve) => setTimeout(resolve, 5));
      lent -= 1;
    };
    await Promise.all(Array.from({ length: 10 }, () => pool.withThread(undefined, use)));
    expect(most).toBe(2);
  });

  it('passes a place on when the call that waited for it is aborted', async () => {
    pool = createThreadPool(workerFile, 1, 1000);
    const finish = Promise.withResolvers<void>();
    const first = pool.withThread(undefined, () => finish.promise);
    const abort = new AbortController();
    const aborted = pool.withThread(abort.signal, async () => 'ran');
    const last = pool.withThread(undefined, async () => 'last');
    aborted.catch(() => {});
    finish.resolve();
    await first;
    abort.abort(new Error('enough'));
    await Promise.allSettled([aborted]);
    expect(await last).toBe('last');
  });

  it('gives a place back when no thread can be started', async () => {
    pool = createThreadPool(() => workerFile('file:///nowhere/at/all/main.js'), 1, 1000);
    for (let round = 0; round < 2; round++) {
      await expect(pool.withThread(undefined, async () => 'ran')).rejects.toHaveProperty('code', 'INTERNAL');
    }
  });
});
