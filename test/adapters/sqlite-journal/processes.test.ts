import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openSqliteJournal } from '../../../src/adapters/sqlite-journal/index.ts';
import type { Journal } from '../../../src/ports/index.ts';
import { startChild, type Child } from '../child-process.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const RECORD_STEPS = new URL('record-steps.ts', import.meta.url);
const TAKE_RUN = new URL('take-run.ts', import.meta.url);

function openJournal(): { file: string; journal: Journal } {
  const file = path.join(temporaryFolder(), 'journal.db');
  const journal = openSqliteJournal({ file });
  onTestFinished(() => journal.close());
  return { file, journal };
}

/** Starts a run that is killed in the middle, and says how many steps it had told to be safe. */
async function crash(file: string, runId: string): Promise<number> {
  const child = startChild(RECORD_STEPS, [file, runId, '1000000']);
  for (let told = 0; told < 40; told++) await child.nextLine();
  await child.kill();
  return 40 + (await child.rest()).length;
}

it('calls a run interrupted as soon as its process was killed, and has every durable step', async () => {
  const { file, journal } = openJournal();
  const told = await crash(file, 'r1');
  expect(await journal.getRun('r1')).toMatchObject({ status: 'interrupted' });
  expect((await journal.listSteps('r1')).length).toBeGreaterThanOrEqual(told);
});

it('calls a run of another process running, and does not take it over', async () => {
  const { file, journal } = openJournal();
  const child = startChild(RECORD_STEPS, [file, 'r1', '1000000']);
  await child.nextLine();
  expect(await journal.getRun('r1')).toMatchObject({ status: 'running' });
  await expect((async () => journal.resumeRun('r1'))()).rejects.toMatchObject({ code: 'RUN_ACTIVE' });
  await child.kill();
  await journal.resumeRun('r1');
  expect(await journal.getRun('r1')).toMatchObject({ status: 'running', resumes: 1 });
});

it('loses nothing when several processes write at once', async () => {
  const { file, journal } = openJournal();
  const runIds = ['r1', 'r2', 'r3'];
  const children = runIds.map((runId) => startChild(RECORD_STEPS, [file, runId, '300']));
  const printed = await Promise.all(children.map((child) => child.rest()));
  expect(printed.map((lines) => lines.at(-1))).toEqual(['ended', 'ended', 'ended']);
  for (const runId of runIds) {
    expect(await journal.getRun(runId)).toMatchObject({ status: 'success' });
    expect(await journal.listSteps(runId)).toHaveLength(300);
  }
});

it('lets one of several processes take over a run', async () => {
  const { file } = openJournal();
  await crash(file, 'r1');
  const children = Array.from({ length: 3 }, (): Child => startChild(TAKE_RUN, [file, 'r1']));
  for (const child of children) expect(await child.nextLine()).toBe('ready');
  for (const child of children) child.process.stdin.write('go\n');
  const answers = await Promise.all(children.map((child) => child.nextLine()));
  expect(answers.filter((answer) => answer === 'taken')).toHaveLength(1);
  expect(answers.filter((answer) => answer === 'RUN_ACTIVE')).toHaveLength(2);
});
