import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openEmbeddedDirectus } from '../../src/adapters/embedded-directus/index.ts';
import { openSqliteJournal } from '../../src/adapters/sqlite-journal/index.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import {
  builtInSteps,
  createCatalogue,
  createRunner,
  defineStep,
  GenieError,
  type DirectusPort,
  type Journal,
  type Json,
  type JsonObject,
  type RunEvent,
  type RunnerSetup,
} from '../../src/index.ts';
import { recordingSteps, sourceOf } from './harness.ts';

let directory: string;
let directus: DirectusPort;
let journal: Journal;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'genie-audit-'));
  directus = openEmbeddedDirectus({ file: join(directory, 'directus.db') });
  journal = openSqliteJournal({ file: join(directory, 'journal.db') });
});

afterEach(async () => {
  await journal.close();
  await directus.close();
  rmSync(directory, { recursive: true });
});

function runnerOf(part: JsonObject, setup: Partial<RunnerSetup> = {}) {
  const calls = recordingSteps();
  const runner = createRunner({
    source: sourceOf({ slug: 'test', name: 'Test', ...part }),
    ports: { clock: systemClock(), directus },
    journal,
    catalogue: createCatalogue(builtInSteps, calls.steps),
    ...setup,
  });
  return { runner, made: calls.made };
}

const audits = () => directus.readItems('agent_audits', { sort: ['started_at'], limit: -1 });

test('audits success, failure, an inactive flow and a slug that does not exist', async () => {
  const { runner } = runnerOf({ steps: [{ type: 'call', result_key: 'a', config: { id: 1 } }] });
  const done = await runner.run('test', { x: 1 }, { context: { user_id: 'u1' } });
  await runner.run('tset', {}, { trigger: 'tag' });
  const failing = runnerOf({ steps: [{ type: 'fail', config: {} }] });
  await failing.runner.run('test');
  await runnerOf({ active: false, steps: [] }).runner.run('test');
  const rows = await audits();
  expect(rows.map(({ status, error_code, failed_step, source }) => [status, error_code, failed_step, source])).toEqual([
    ['success', null, null, 'person'],
    ['miss', 'FLOW_NOT_FOUND', null, 'tag'],
    ['error', 'INTERNAL', 0, 'person'],
    ['error', 'FLOW_INACTIVE', null, 'person'],
  ]);
  expect(rows[0]).toMatchObject({
    run_id: done.run_id,
    slug: 'test',
    user_id: 'u1',
    input: { x: 1 },
    results: { a: { id: 1 } },
  });
  expect(rows[1]).toMatchObject({ error: 'There is no flow "tset"; did you mean "test"?' });
  expect(rows[2]!['stack']).toContain('no luck');
});

test('notes in the audit which identity fields a model lost', async () => {
  const { runner } = runnerOf({ steps: [] });
  await runner.run('test', { user_id: 'victim', x: 1 }, { trigger: 'tag' });
  expect((await audits())[0]).toMatchObject({ input: { x: 1, $dropped: ['user_id'] } });
});

test('notes them also when the rest of the parameters is refused', async () => {
  const { runner } = runnerOf({ input: { type: 'object', required: ['name'] }, steps: [] });
  expect(await runner.run('test', { user_id: 'victim', x: 1 }, { trigger: 'tag' })).toMatchObject({
    code: 'INPUT_INVALID',
  });
  expect((await audits())[0]).toMatchObject({ status: 'error', input: { x: 1, $dropped: ['user_id'] } });
});

test('audits what never became a run', async () => {
  const { runner } = runnerOf({ steps: [] });
  const report = await runner.refuse('test', null, new GenieError('MALFORMED_TAG', 'The tag is malformed'), {
    trigger: 'tag',
  });
  expect(report).toMatchObject({ success: false, code: 'MALFORMED_TAG' });
  expect((await audits())[0]).toMatchObject({ status: 'error', error_code: 'MALFORMED_TAG' });
});

test('renames and drops columns as configured', async () => {
  const { runner } = runnerOf(
    { steps: [] },
    { config: { audit: { collection: 'scout_reports', fields: { slug: 'url', status: 'analysis' } } } },
  );
  await runner.run('test');
  const rows = await directus.readItems('scout_reports', { filter: { url: { _eq: 'test' } } });
  expect(rows[0]).toMatchObject({ url: 'test', analysis: 'success' });
});

test('keeps a row that Directus does not take, tells so, and writes it before the next run', async () => {
  let isDown = true;
  const down: DirectusPort = {
    ...directus,
    createItem: (...args) =>
      isDown ? Promise.reject(new GenieError('UNAVAILABLE', 'Directus is away')) : directus.createItem(...args),
  };
  const { runner } = runnerOf({ steps: [] }, { ports: { clock: systemClock(), directus: down } });
  const report = await runner.run('test');
  expect(report).toMatchObject({ success: true, warnings: [{ code: 'AUDIT_WAITING' }] });
  expect(await runner.flushAudits()).toEqual({ written: 0, waiting: 1 });
  isDown = false;
  await runner.run('test');
  expect(await audits()).toHaveLength(2);
  expect(await runner.flushAudits()).toEqual({ written: 0, waiting: 0 });
});

test('cuts long values so that Directus takes the row', async () => {
  const { runner } = runnerOf({
    steps: [{ type: 'call', result_key: 'big', config: { id: '$input.text', list: '$input.list' } }],
  });
  await runner.run('test', { text: 'x'.repeat(2_000_000), list: Array.from({ length: 100_000 }, () => 'yyyyyyyy') });
  const [row] = await audits();
  expect(JSON.stringify(row).length).toBeLessThan(400_000);
  expect(JSON.stringify(row)).toContain('truncated');
});

test('leaves no trace of a dry run', async () => {
  const { runner } = runnerOf({
    steps: [{ type: 'directus_write', config: { collection: 'scout_reports', item: {} } }],
  });
  expect(await runner.run('test', {}, { stubs: 'all' })).toMatchObject({ success: true });
  expect(await audits()).toEqual([]);
  expect(await journal.listRuns({})).toEqual([]);
});

test('lets no secret out: not in events, report, journal, audit or any file', async () => {
  const secret = 'hunter2-"quoted"/+';
  const events: RunEvent[] = [];
  const { runner, made } = runnerOf(
    {
      steps: [
        { type: 'call', result_key: 'used', config: { id: '$env.API_KEY', text: 'key=$env.API_KEY' } },
        { type: 'log', message: 'the key is {{ env.API_KEY }}' },
        { type: 'error', message: 'failed with $env.API_KEY' },
      ],
    },
    { config: { env: { API_KEY: secret } } },
  );
  const report = await runner.run('test', {}, { onEvent: (event) => events.push(event) });
  expect(made[0]).toEqual({ id: secret, text: `key=${secret}` });
  const rows = await audits();
  const steps = await journal.listSteps(report.run_id);
  await journal.close();
  const files = readdirSync(directory).map((name) => readFileSync(join(directory, name), 'latin1'));
  for (const text of [
    JSON.stringify(events),
    JSON.stringify(report),
    JSON.stringify(rows),
    JSON.stringify(steps),
    ...files,
  ]) {
    expect(text).not.toContain('hunter2');
  }
  expect(JSON.stringify(report)).toContain('•••');
  expect(steps.find(({ key }) => key === 'used')).toMatchObject({ isReusable: false });
});

test('masks warnings with what becomes known as secret later, and those of the release', async () => {
  const secret = 'sesame-sesame';
  const noisy = defineStep({
    type: 'noisy',
    summary: 'Warns of what is secret only afterwards.',
    needs: [],
    effect: 'none',
    config: z.strictObject({}),
    result: z.null(),
    example: {},
    run(_, { warn, addSecret, onRelease }) {
      warn('NOISE', `saw ${secret}`);
      onRelease(() => Promise.reject(new Error(`cannot close ${secret}`)));
      addSecret(secret);
      return null;
    },
    stub: () => null,
  });
  const { runner } = runnerOf(
    { steps: [{ type: 'noisy', config: {} }] },
    { catalogue: createCatalogue(builtInSteps, [noisy]) },
  );
  expect((await runner.run('test')).warnings).toMatchObject([
    { code: 'NOISE', message: 'saw •••' },
    { code: 'RELEASE_FAILED', message: 'cannot close •••' },
  ]);
});

test('writes a row that waited once, however many runs begin at the same time', async () => {
  await journal.keepAudit({ run_id: 'waited', slug: 'earlier', status: 'success' });
  const slow: DirectusPort = {
    ...directus,
    async createItem(...args) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      return directus.createItem(...args);
    },
  };
  const { runner } = runnerOf({ steps: [] }, { ports: { clock: systemClock(), directus: slow } });
  await Promise.all(Array.from({ length: 5 }, () => runner.run('test')));
  expect((await audits()).filter(({ run_id: runId }) => runId === 'waited')).toHaveLength(1);
});

test('a run that is cancelled does not wait for a Directus that hangs', async () => {
  await journal.keepAudit({ run_id: 'waited' });
  let isHanging = true;
  const hanging: DirectusPort = {
    ...directus,
    createItem: (...args) => (isHanging ? new Promise(() => {}) : directus.createItem(...args)),
  };
  const { runner } = runnerOf(
    { steps: [{ type: 'call', config: {} }] },
    { ports: { clock: systemClock(), directus: hanging } },
  );
  const controller = new AbortController();
  setTimeout(() => {
    isHanging = false;
    controller.abort();
  }, 20);
  const started = performance.now();
  expect(await runner.run('test', {}, { signal: controller.signal })).toMatchObject({ code: 'CANCELLED' });
  expect(performance.now() - started).toBeLessThan(270);
});

test('refuses parameters and results that are nested too deep to be written down', async () => {
  const nested = (depth: number) => {
    let value: Json = 1;
    for (let level = 0; level < depth; level++) value = [value];
    return value;
  };
  const { runner } = runnerOf(
    { steps: [{ type: 'call', result_key: 'a', config: { id: '$input.v' } }] },
    { config: { secrets: ['sesame-sesame'] } },
  );
  expect(await runner.run('test', { v: nested(100_000) })).toMatchObject({ success: false, code: 'INPUT_INVALID' });
  expect(await runner.run('test', { v: nested(199) })).toMatchObject({ success: true });
  const wrapping = runnerOf({ steps: [{ type: 'call', config: { id: [['$input.v']] } }] });
  expect(await wrapping.runner.run('test', { v: nested(199) })).toMatchObject({
    code: 'RESULT_INVALID',
    failedStep: 0,
  });
  expect(await audits()).toHaveLength(3);
});

test('keeps no record of a step that ran alone, which nobody could take up again', async () => {
  const { runner } = runnerOf({ steps: [{ type: 'call', config: {} }] });
  const { run_id: runId } = await runner.run('test', {}, { only: { step: 0, results: {} } });
  await expect(runner.resume(runId)).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
});
