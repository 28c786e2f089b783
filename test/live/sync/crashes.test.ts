import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { finished, startCommand } from '../../cli/command.ts';
import { documentOf } from '../../sync/cases.ts';
import { rest } from '../directus/rest.ts';
import { startDirectus, type DirectusServer } from '../services/directus.ts';
import { openStage, type Stage, type SyncReport } from './stage.ts';

const COUNT = 200;
/** How often the same work is killed. */
const ROUNDS = 3;
/** Both of two processes write most of them at the same time. */
const SHARED = 40;
/** A busy machine takes long for hundreds of writes. */
const TIMEOUT_MS = 240_000;
const slugs = Array.from({ length: COUNT }, (_, index) => `flow-${String(index).padStart(3, '0')}`);
const shared = slugs.slice(0, SHARED);

let server: DirectusServer;
let stage: Stage;
beforeAll(async () => {
  server = await startDirectus();
});

const fileText = (version: 'base' | 'A' | 'B', slug: string) =>
  `${JSON.stringify(documentOf(version, slug), null, 2)}\n`;

function start(argv: string[]) {
  return startCommand(argv, { cwd: stage.root, env: stage.env });
}

/** Kills the command when its first write was seen and a random time has passed. */
async function killInTheMiddle(argv: string[], hasBegun: () => Promise<boolean>): Promise<boolean> {
  const child = start(argv);
  const end = finished(child);
  while (child.exitCode === null && !(await hasBegun())) await sleep(5);
  await sleep(randomInt(0, 250));
  child.kill('SIGKILL');
  return (await end).signal === 'SIGKILL';
}

async function expectInStep(): Promise<void> {
  const report = await stage.report(['status']);
  expect(report.summary.states).toEqual({ 'in-step': COUNT });
  const rows = await stage.rows();
  const files = stage.files();
  for (const slug of slugs) {
    expect(files[`${slug}.json`]).toBe(fileText('A', slug));
    expect(rows.get(slug)).toMatchObject({ description: documentOf('A')['description'] });
  }
}

describe('kill -9 in the middle', { timeout: TIMEOUT_MS }, () => {
  beforeEach(async () => {
    stage = openStage(server);
    await stage.setRows(slugs.map((slug) => documentOf('base', slug)));
    await stage.setBases(slugs.map((slug) => documentOf('base', slug)));
  });

  it('of a push leaves what the next push finishes', async () => {
    for (const slug of slugs) stage.setFile(slug, fileText('A', slug));
    const hasBegun = async () => (await changedRows()) > 0;
    for (let round = 0; round < ROUNDS; round++) {
      const before = await changedRows();
      await killInTheMiddle(['push'], async () => (before === 0 ? hasBegun() : (await changedRows()) > before));
      const { flows, status } = await stage.report(['status']);
      expect(status).toBe(0);
      // Nothing is taken for somebody else's change.
      const unexpected = flows.filter(({ state }) => !['local-changed', 'alike', 'in-step'].includes(state));
      expect(unexpected).toEqual([]);
    }
    expect((await stage.report(['push'])).status).toBe(0);
    await expectInStep();
  });

  it('of a pull leaves what the next pull finishes', async () => {
    for (const slug of slugs) stage.setFile(slug, fileText('base', slug));
    await stage.setRows(slugs.map((slug) => documentOf('A', slug)));
    for (let round = 0; round < ROUNDS; round++) {
      const before = changedFiles();
      await killInTheMiddle(['pull'], async () => changedFiles() > before);
      const { flows } = await stage.report(['status']);
      const unexpected = flows.filter(({ state }) => !['remote-changed', 'alike', 'in-step'].includes(state));
      expect(unexpected).toEqual([]);
    }
    expect((await stage.report(['pull'])).status).toBe(0);
    await expectInStep();
    // Nothing half-written is left behind.
    expect(Object.keys(stage.files())).toEqual(slugs.map((slug) => `${slug}.json`));
    expect(Object.keys(stage.bases())).toEqual(slugs.map((slug) => `${slug}.json`));
  });

  it('of a push of new flows creates all of them or none', async () => {
    await stage.setRows([]);
    await stage.setBases([]);
    for (const slug of slugs) stage.setFile(slug, fileText('A', slug));
    for (let round = 0; round < ROUNDS; round++) {
      const child = start(['push']);
      const end = finished(child);
      await sleep(randomInt(300, 3000));
      child.kill('SIGKILL');
      await end;
      expect([0, COUNT]).toContain((await stage.rows()).size);
    }
    expect((await stage.report(['push'])).status).toBe(0);
    await expectInStep();
  });

  it('Ctrl-C finishes what was begun and says what was not', async () => {
    for (const slug of slugs) stage.setFile(slug, fileText('A', slug));
    const child = start(['push', '--json']);
    const end = finished(child);
    while ((await changedRows()) === 0) await sleep(5);
    child.kill('SIGINT');
    const { status, stdout } = await end;
    expect(status).toBe(130);
    const report = JSON.parse(stdout) as SyncReport;
    const { done = 0, 'not-reached': left = 0 } = report.summary.results;
    expect(done + left).toBe(COUNT);
    expect(await changedRows()).toBe(done);
    expect((await stage.report(['status'])).summary.states).toEqual({
      ...(done > 0 ? { 'in-step': done } : {}),
      ...(left > 0 ? { 'local-changed': left } : {}),
    });
  });
});

describe('two pushes at once', { timeout: TIMEOUT_MS }, () => {
  it('of different changes lose neither', async () => {
    stage = openStage(server);
    const other = openStage(server);
    await stage.setRows(shared.map((slug) => documentOf('base', slug)));
    for (const [one, version] of [
      [stage, 'A'],
      [other, 'B'],
    ] as const) {
      await one.setBases(shared.map((slug) => documentOf('base', slug)));
      for (const slug of shared) one.setFile(slug, fileText(version, slug));
    }
    const children = [stage, other].map(({ root, env }) => startCommand(['push', '--json'], { cwd: root, env }));
    const ends = await Promise.all(children.map(finished));
    const reports = ends.map(({ stdout }) => JSON.parse(stdout) as SyncReport);
    const rows = await stage.rows();
    for (const slug of shared) {
      const [a, b] = reports.map(({ flows }) => flows.find((flow) => flow.slug === slug)!.result);
      // Of two writes in the same moment Directus may take both: then neither is told that it is done.
      expect({ slug, areBothDone: a === 'done' && b === 'done' }).toEqual({ slug, areBothDone: false });
      if (a === 'done') expect(rows.get(slug)).toMatchObject(documentOf('A', slug));
      if (b === 'done') expect(rows.get(slug)).toMatchObject(documentOf('B', slug));
    }
    // Each can merge what the other wrote.
    for (const one of [stage, other, stage]) {
      expect((await one.report(['push', '--merge'])).status).toBe(0);
      expect((await one.report(['pull'])).status).toBe(0);
    }
    for (const row of (await stage.rows()).values()) {
      expect(row).toMatchObject(documentOf('merged', row['slug'] as string));
    }
  });

  it('of the same new flows create each once', async () => {
    stage = openStage(server);
    const other = openStage(server);
    await stage.setRows([]);
    for (const slug of shared) for (const one of [stage, other]) one.setFile(slug, fileText('A', slug));
    const children = [stage, other].map(({ root, env }) => startCommand(['push', '--json'], { cwd: root, env }));
    await Promise.all(children.map(finished));
    const rows: unknown[] = await rest(server, 'GET', '/items/action_flows?limit=-1&fields=slug');
    expect(rows).toHaveLength(SHARED);
    for (const one of [stage, other]) {
      expect((await one.report(['push'])).status).toBe(0);
      expect((await one.report(['status'])).summary.states).toEqual({ 'in-step': SHARED });
    }
  });
});

async function changedRows(): Promise<number> {
  const filter = encodeURIComponent(JSON.stringify({ description: { _eq: documentOf('A')['description'] } }));
  const rows: unknown[] = await rest(server, 'GET', `/items/action_flows?limit=-1&fields=id&filter=${filter}`);
  return rows.length;
}

function changedFiles(): number {
  return Object.values(stage.files()).filter((text) => text.includes('Good morning')).length;
}
