import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { rest } from '../directus/rest.ts';
import { processesOf } from '../services/leftover-processes.ts';
import { startPages, type PagesServer } from '../services/pages.ts';
import { untilReady } from '../services/until-ready.ts';
import { liveProject, shippedFlow, startRun, startServices, type LiveServices } from './live-project.ts';

let services: LiveServices;
let pages: PagesServer;
beforeAll(async () => {
  services = await startServices(() => ({ hangAfter: 0 }));
  pages = await startPages();
});

/** Starts `scout-analyze` on a page, and waits until the model is asked, which says nothing. */
async function startUntilAsked(flags: string[] = []) {
  const text = shippedFlow('scout-analyze', { '^https://': '^http://127' });
  const cwd = liveProject(services, { flows: { 'scout-analyze': text } });
  const asked = services.model.count('/api/chat');
  const run = startRun(cwd, 'scout-analyze', { url: `${pages.url}/profile` }, flags);
  run.child.stdin!.end();
  const isAsked = () => services.model.count('/api/chat') > asked;
  // On a busy machine a time limit may be over before.
  await untilReady(() => isAsked() || run.child.exitCode !== null, { timeoutMs: 40_000, what: 'the model' });
  if (isAsked()) expect(browsersOf(cwd)).not.toEqual([]);
  return { ...run, cwd };
}

const browsersOf = (cwd: string) => processesOf(cwd).filter(({ command }) => command.includes('--user-data-dir'));
const profilesIn = (cwd: string) => readdirSync(path.join(cwd, '.genie-actions/state/browsers'));

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('takes its browser along after %s, and is audited', async (signal, expected) => {
  const { child, ended, cwd } = await startUntilAsked();
  child.kill(signal);
  const { status, report } = await ended;
  expect(status).toBe(expected);
  expect(processesOf(cwd)).toEqual([]);
  expect(profilesIn(cwd)).toEqual([]);
  expect(await auditsOf(report.run_id)).toMatchObject([{ status: 'error', error_code: report.code }]);
});

it('takes its browser along when the time of the run is over', async () => {
  const { ended, cwd } = await startUntilAsked(['--timeout', '8s']);
  const { status, report } = await ended;
  expect([status, report.code]).toEqual([1, 'FLOW_TIMEOUT']);
  expect(processesOf(cwd)).toEqual([]);
  expect(profilesIn(cwd)).toEqual([]);
});

it('leaves no browser after kill -9', async () => {
  const { child, ended, cwd } = await startUntilAsked();
  child.kill('SIGKILL');
  expect((await ended).signal).toBe('SIGKILL');
  await untilReady(() => processesOf(cwd).length === 0, { timeoutMs: 5_000, what: 'the end of Chromium' });
});

const auditsOf = (runId: string): Promise<object[]> =>
  rest(services.directus, 'GET', `/items/agent_audits?filter[run_id]=${runId}`);
