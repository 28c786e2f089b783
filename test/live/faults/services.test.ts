import { beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/json.ts';
import { rest } from '../directus/rest.ts';
import { liveProject, runInProject, startInProject, startServices, type LiveServices } from '../flows/live-project.ts';
import { startGate, type Gate } from './gate.ts';

let services: LiveServices;
let gate: Gate;
beforeAll(async () => {
  services = await startServices(() => 'never asked');
  gate = await startGate();
});

/** A flow that does the same before and after something happens. */
function projectWith(step: (name: string) => object): string {
  const steps = [step('before'), gate.step, step('after')];
  return liveProject(services, {
    config: { context: { user_id: services.userId }, http: { allowHosts: [gate.host] } },
    flows: { interrupted: { slug: 'interrupted', name: 'Interrupted', steps, output: { ok: true } } },
  });
}

const report = (name: string) => ({
  type: 'directus_write',
  result_key: name,
  config: { collection: 'scout_reports', item: { url: `https://example.com/${name}` } },
});

const enqueue = (name: string) => ({
  type: 'bullmq_enqueue',
  result_key: name,
  config: { queue: 'interrupted', name, job: { name } },
});

const auditsOf = (runId: string): Promise<JsonObject[]> =>
  rest(services.directus, 'GET', `/items/agent_audits?filter[run_id]=${runId}`);

it('keeps the audit row of a run in which Directus goes away, and writes it later', async () => {
  const cwd = projectWith(report);
  gate.setAction(() => services.directus.stop());
  const { status, report: ended } = await runInProject(cwd, 'interrupted', {});
  expect(ended).toMatchObject({ success: false, code: 'UNAVAILABLE', failedStep: 2 });
  expect(ended.warnings.map(({ code }) => code)).toEqual(['AUDIT_WAITING']);
  expect(status).toBe(1);

  await services.directus.restart();
  expect(await auditsOf(ended.run_id)).toEqual([]);
  const flushing = startInProject(cwd, ['audits', 'flush', '--json']);
  expect(JSON.parse((await flushing.ended).stdout)).toEqual({ written: 1, waiting: 0 });
  expect(await auditsOf(ended.run_id)).toMatchObject([{ status: 'error', error_code: 'UNAVAILABLE' }]);
});

it('goes on when Redis has been restarted in the middle', async () => {
  const cwd = projectWith(enqueue);
  gate.setAction(() => services.redis.restart());
  const { report: ended } = await runInProject(cwd, 'interrupted', {});
  expect(ended.error).toBeUndefined();
});

it('fails at once, with the reason, when Redis goes away in the middle', async () => {
  const cwd = projectWith(enqueue);
  let goneAt = 0;
  gate.setAction(async () => {
    await services.redis.stop();
    goneAt = performance.now();
  });
  const { report: ended } = await runInProject(cwd, 'interrupted', {});
  const elapsedMs = performance.now() - goneAt;
  await services.redis.restart();
  expect(ended).toMatchObject({ success: false, failedStep: 2 });
  // A connection that has not noticed yet takes the command and loses it.
  expect(['UNAVAILABLE', 'CONNECTION_LOST']).toContain(ended.code);
  expect(ended.error).toContain('Redis');
  expect(elapsedMs).toBeLessThan(10_000);
  expect(await auditsOf(ended.run_id)).toMatchObject([{ status: 'error' }]);
});

it('gives up when Redis falls silent in the middle, and ends', async () => {
  const cwd = projectWith(enqueue);
  let silentAt = 0;
  gate.setAction(() => {
    services.redis.pause();
    silentAt = performance.now();
  });
  const { report: ended } = await runInProject(cwd, 'interrupted', {});
  services.redis.resume();
  expect(ended).toMatchObject({ success: false, failedStep: 2 });
  expect(ended.error).toContain('did not answer in time');
  expect(performance.now() - silentAt).toBeLessThan(20_000);
});

it('ends in time when Directus falls silent in the middle', async () => {
  const cwd = projectWith(report);
  let silentAt = 0;
  gate.setAction(() => {
    services.directus.pause();
    silentAt = performance.now();
  });
  const { report: ended } = await runInProject(cwd, 'interrupted', {}, ['--timeout', '6s']);
  services.directus.resume();
  expect(ended).toMatchObject({ success: false, code: 'FLOW_TIMEOUT' });
  expect(ended.warnings.map(({ code }) => code)).toEqual(['AUDIT_WAITING']);
  expect(performance.now() - silentAt).toBeLessThan(20_000);
});
