import { hostname } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openSqliteJournal } from '../../../src/adapters/sqlite-journal/index.ts';
import { currentOwner, isOwnerAlive } from '../../../src/adapters/sqlite-journal/run-owner.ts';
import { runStart } from '../../fakes/journal-records.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const NOW = 1_000_000;

it('knows this process, however long it was silent', () => {
  expect(isOwnerAlive(currentOwner(), 0, NOW)).toBe(process.platform === 'linux');
  expect(isOwnerAlive(currentOwner(), NOW, NOW)).toBe(true);
});

it('does not take a later process of the same id for the owner', () => {
  expect(isOwnerAlive({ ...currentOwner(), processStart: 'boot/1' }, NOW, NOW)).toBe(false);
});

it('looks at the process where it is not known when it started', () => {
  expect(isOwnerAlive({ ...currentOwner(), processStart: '' }, NOW, NOW)).toBe(true);
  expect(isOwnerAlive({ ...currentOwner(), processStart: '', pid: 2 ** 22 + 1 }, NOW, NOW)).toBe(false);
});

it('believes a process of another host as long as it is heard of', () => {
  const owner = { ...currentOwner(), host: `not-${hostname()}` };
  expect(isOwnerAlive(owner, NOW - 10_000, NOW)).toBe(true);
  expect(isOwnerAlive(owner, NOW - 60_000, NOW)).toBe(false);
});

it('shows that it is alive as long as a run goes on', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const file = path.join(temporaryFolder(), 'journal.db');
  let now = NOW;
  const journal = openSqliteJournal({ file, clock: { now: () => now } });
  onTestFinished(() => journal.close());
  const heartbeat = () => {
    const database = new DatabaseSync(file, { readOnly: true });
    const row = database.prepare('SELECT heartbeat_at FROM owners').get();
    database.close();
    return row?.['heartbeat_at'];
  };
  await journal.startRun(runStart('r1'));
  now += 60_000;
  vi.advanceTimersByTime(10_000);
  expect(heartbeat()).toBe(NOW + 60_000);
  await journal.endRun('r1', { status: 'success', output: null, error: null, errorCode: null, endedAt: now });
  now += 60_000;
  vi.advanceTimersByTime(10_000);
  expect(heartbeat()).toBe(NOW + 60_000);
});
