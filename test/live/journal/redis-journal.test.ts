import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { openRedisJournal, type RedisJournalOptions } from '../../../src/adapters/redis-journal/index.ts';
import type { Journal } from '../../../src/ports/index.ts';
import { describeJournal } from '../../contracts/journal.ts';
import { runStart, stepRecord } from '../../fakes/journal-records.ts';
import { startRedis, type RedisServer } from '../services/redis.ts';

let redis: RedisServer;
let journals = 0;

beforeAll(async () => {
  redis = await startRedis({ appendOnly: true });
});

/** Opens one journal as often as it is asked to. */
function newJournal(options: Partial<RedisJournalOptions> = {}): () => Journal {
  const prefix = `test-${journals++}`;
  return () => openRedisJournal({ url: redis.url, prefix, ...options });
}

const SUCCESS = { status: 'success', output: null, error: null, errorCode: null, endedAt: 2_000 } as const;

describeJournal('Redis', async () => newJournal());

it('keeps what it has acknowledged when Redis is killed, and goes on when it is back', async () => {
  const journal = newJournal()();
  await journal.startRun(runStart('r1'));
  await journal.recordStep(stepRecord('r1', '[0]'), true);
  await redis.kill();
  const waiting = journal.recordStep(stepRecord('r1', '[1]'), true);
  await redis.restart();
  await waiting;
  await journal.endRun('r1', SUCCESS);
  expect((await journal.listSteps('r1')).map(({ path }) => path)).toEqual(['[0]', '[1]']);
  expect(await journal.getRun('r1')).toMatchObject({ status: 'success' });
  await journal.close();
});

it('loses a run to another process when nothing was heard of it, and can add nothing more', async () => {
  const open = newJournal({ leaseMs: 300 });
  const [first, second] = [open(), open()];
  await first.startRun(runStart('r1'));
  await expect(second.resumeRun('r1')).rejects.toMatchObject({ code: 'RUN_ACTIVE' });
  // As when the process is halted: its timer does not fire.
  blockFor(400);
  await second.resumeRun('r1');
  await expect(first.recordStep(stepRecord('r1', '[0]'), true)).rejects.toMatchObject({ code: 'RUN_TAKEN_OVER' });
  await expect(first.endRun('r1', SUCCESS)).rejects.toMatchObject({ code: 'RUN_TAKEN_OVER' });
  expect(await second.getRun('r1')).toMatchObject({ status: 'running', resumes: 1 });
  await Promise.all([first.close(), second.close()]);
});

it('stays the owner while it is heard of', async () => {
  const open = newJournal({ leaseMs: 200 });
  const [first, second] = [open(), open()];
  await first.startRun(runStart('r1'));
  await sleep(500);
  await expect(second.resumeRun('r1')).rejects.toMatchObject({ code: 'RUN_ACTIVE' });
  await Promise.all([first.close(), second.close()]);
});

it('gives a run that was interrupted to exactly one of many', async () => {
  const open = newJournal();
  const first = open();
  await first.startRun(runStart('r1'));
  await first.close();
  const others = Array.from({ length: 20 }, open);
  const outcomes = await Promise.allSettled(others.map(async (journal) => journal.resumeRun('r1')));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await Promise.all(others.map((journal) => journal.close()));
});

it('refuses to start a run of an id that it has', async () => {
  const journal = newJournal()();
  await journal.startRun(runStart('r1'));
  await expect(journal.startRun(runStart('r1'))).rejects.toMatchObject({ code: 'RUN_EXISTS' });
  await journal.close();
});

it('keeps an audit row for one writer at a time', async () => {
  const open = newJournal({ leaseMs: 300 });
  const [first, second] = [open(), open()];
  await first.keepAudit({ slug: 'one' });
  expect(await first.pendingAudits()).toHaveLength(1);
  expect(await second.pendingAudits()).toEqual([]);
  await first.close();
  const third = open();
  expect(await third.pendingAudits()).toHaveLength(1);
  await Promise.all([second.close(), third.close()]);
});

it('forgets a run when its time is over', async () => {
  const journal = newJournal({ keepMs: 50 })();
  await journal.startRun(runStart('r1'));
  await journal.recordStep(stepRecord('r1', '[0]'), false);
  await journal.endRun('r1', SUCCESS);
  await sleep(120);
  expect(await journal.getRun('r1')).toBeUndefined();
  expect(await journal.listSteps('r1')).toEqual([]);
  expect(await journal.listRuns({})).toEqual([]);
  expect(await journal.listRuns({ slug: 'a-flow' })).toEqual([]);
  await journal.close();
});

it('says why when Redis refuses, and when it goes away and stays away', async () => {
  const own = await startRedis();
  const journal = openRedisJournal({ url: own.url, patienceMs: 300 });
  await journal.startRun(runStart('r1'));
  await own.stop();
  await expect(journal.recordStep(stepRecord('r1', '[0]'), true)).rejects.toMatchObject({
    code: 'JOURNAL_UNAVAILABLE',
    message: 'The journal cannot be used: Redis did not answer in time',
  });
  const late = openRedisJournal({ url: own.url });
  await expect(late.startRun(runStart('r2'))).rejects.toMatchObject({
    code: 'JOURNAL_UNAVAILABLE',
    message: 'The journal cannot be used: Redis refused the connection',
    detail: expect.stringContaining(`127.0.0.1:${own.port}`) as unknown,
  });
  await Promise.allSettled([journal.close(), late.close()]);
});

/** Holds up the whole process. */
function blockFor(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
