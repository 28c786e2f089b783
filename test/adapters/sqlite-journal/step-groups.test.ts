import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openSqliteJournal, type SqliteJournalOptions } from '../../../src/adapters/sqlite-journal/index.ts';
import type { Journal } from '../../../src/ports/index.ts';
import { runStart, stepRecord } from '../../fakes/journal-records.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A journal with a run, and how many of its steps another process would see. */
async function openPair(options: Pick<SqliteJournalOptions, 'groupSize' | 'groupDelayMs'>) {
  const file = path.join(temporaryFolder(), 'journal.db');
  const journal = openSqliteJournal({ file, ...options });
  const other = openSqliteJournal({ file });
  onTestFinished(async () => {
    await Promise.all([journal.close(), other.close()]);
  });
  await journal.startRun(runStart('r1'));
  const countCommitted = async (): Promise<number> => (await other.listSteps('r1')).length;
  return { journal, countCommitted };
}

function recordSteps(journal: Journal, from: number, to: number): void {
  for (let index = from; index < to; index++) void journal.recordStep(stepRecord('r1', `[${index}]`), false);
}

const PATIENT = { groupSize: 3, groupDelayMs: 60_000 };

it('commits steps that may be lost in groups', async () => {
  const { journal, countCommitted } = await openPair(PATIENT);
  recordSteps(journal, 0, 2);
  expect(await countCommitted()).toBe(0);
  recordSteps(journal, 2, 3);
  expect(await countCommitted()).toBe(3);
});

it.each<[string, (journal: Journal) => unknown]>([
  ['a durable step', (journal) => journal.recordStep(stepRecord('r1', '[9]'), true)],
  [
    'the end of the run',
    (journal) => journal.endRun('r1', { status: 'error', output: null, error: '', errorCode: '', endedAt: 1 }),
  ],
  ['the start of another run', (journal) => journal.startRun(runStart('r2'))],
  ['a reader', (journal) => journal.getRun('r1')],
  ['an audit row', (journal) => journal.keepAudit({})],
  ['the end of the journal', (journal) => journal.close()],
])('lets %s commit what waits', async (_, write) => {
  const { journal, countCommitted } = await openPair(PATIENT);
  recordSteps(journal, 0, 2);
  await write(journal);
  expect(await countCommitted()).toBeGreaterThanOrEqual(2);
});

it('does not let a step wait long', async () => {
  const { journal, countCommitted } = await openPair({ groupSize: 100, groupDelayMs: 5 });
  recordSteps(journal, 0, 1);
  await vi.waitFor(async () => expect(await countCommitted()).toBe(1));
});

it('keeps the memory of a thousand runs at once small', async () => {
  const { journal } = await openPair({});
  const before = process.memoryUsage().heapUsed;
  const result = JSON.stringify('x'.repeat(1_000));
  for (let run = 0; run < 1_000; run++) {
    await journal.startRun(runStart(`many-${run}`, { document: `{"n":"${'x'.repeat(5_000)}"}` }));
    for (let step = 0; step < 10; step++)
      await journal.recordStep(stepRecord(`many-${run}`, `[${step}]`, { result }), false);
  }
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(30_000_000);
});
