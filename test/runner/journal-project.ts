import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { openSqliteJournal } from '../../src/adapters/sqlite-journal/index.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import {
  builtInSteps,
  createCatalogue,
  createRunner,
  defineStep,
  type Journal,
  type JsonObject,
  type RunnerSetup,
} from '../../src/index.ts';
import { recordingSteps, sourceOf } from './harness.ts';

/** A journal in a folder of its own; both are gone after the test. */
export function openTestJournal(): Journal {
  const directory = mkdtempSync(join(tmpdir(), 'genie-journal-'));
  const journal = openSqliteJournal({ file: join(directory, 'journal.db') });
  onTestFinished(async () => {
    await journal.close();
    rmSync(directory, { recursive: true });
  });
  return journal;
}

/**
 * A runner with a journal over one flow. Besides the recording steps there are `gate`, which reads or writes and fails while
 * `isBroken`, `count`, which reads a number that rises, and `opens`, which opens something like a browser.
 */
export function journalProject(part: JsonObject, setup: Partial<RunnerSetup> = {}) {
  const journal = setup.journal ?? openTestJournal();
  const state = { isBroken: true, opened: 0, count: 0 };
  const calls = recordingSteps();
  const gate = defineStep({
    type: 'gate',
    summary: 'Fails while it is broken.',
    needs: [],
    effect: ({ write }) => (write ? 'write' : 'read'),
    config: z.looseObject({ write: z.boolean().default(false) }),
    result: z.unknown(),
    example: {},
    run: (settings, { addSecret }) => {
      calls.made.push('gate');
      addSecret('sesame-sesame');
      if (state.isBroken) throw new Error('closed');
      return { ...settings, key: 'open' };
    },
    stub: () => null,
  });
  const count = defineStep({
    type: 'count',
    summary: 'Counts how often it is asked.',
    needs: [],
    effect: 'read',
    config: z.strictObject({}),
    result: z.strictObject({ n: z.number() }),
    example: {},
    run: () => ({ n: ++state.count }),
    stub: () => ({ n: 0 }),
  });
  const opens = defineStep({
    type: 'opens',
    summary: 'Opens something like a browser.',
    needs: [],
    effect: 'none',
    session: 'opens',
    config: z.strictObject({}),
    result: z.strictObject({ sessionId: z.string() }),
    example: {},
    run: () => {
      calls.made.push('opens');
      state.opened++;
      return { sessionId: `b${state.opened}` };
    },
    stub: () => ({ sessionId: 'stub' }),
  });
  const runner = createRunner({
    source: sourceOf({ slug: 'test', name: 'Test', ...part }),
    ports: { clock: systemClock() },
    catalogue: createCatalogue(builtInSteps, [...calls.steps, gate, count, opens]),
    ...setup,
    journal,
    config: { audit: { isEnabled: false }, ...setup.config },
  });
  const statuses = async (runId: string) =>
    Object.fromEntries((await journal.listSteps(runId)).map(({ path, status }) => [path, status]));
  return { runner, journal, made: calls.made, state, statuses };
}
