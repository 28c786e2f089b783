import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { bullmqJobs } from '../../../src/adapters/bullmq-queue/index.ts';
import type { JsonObject } from '../../../src/json.ts';
import { expectSameReplay, RECORDING } from '../../cli/replay.ts';
import { scriptedDriver } from '../browser/scripted-driver.ts';
import { rest } from '../directus/rest.ts';
import { processesOf } from '../services/leftover-processes.ts';
import { startPages } from '../services/pages.ts';
import {
  CREDENTIALS_KEY,
  liveProject,
  runInProject,
  shippedFlow,
  startInProject,
  startServices,
} from './live-project.ts';
import type { LiveServices } from './live-project.ts';
import { readStatistics, startMemberSite } from './member-site.ts';

const SESSION = 'cookie-value-of-a-member-1';

let services: LiveServices;
beforeAll(async () => {
  const readPage = scriptedDriver({
    extract: ({ prompt, body }) =>
      'subscribers' in (body.format as { properties: object }).properties
        ? readStatistics(prompt)
        : { title: 'Mara Example', content: /Yoga, beaches and long walks/.exec(prompt)?.[0] ?? '' },
  });
  services = await startServices((request) =>
    request.body.format === undefined ? 'She does yoga.' : readPage(request),
  );
});

const rows = async (collection: string): Promise<JsonObject[]> =>
  rest(services.directus, 'GET', `/items/${collection}?limit=-1`);

/** Nothing of a browser is left: no process of the project's folder, and no profile. */
function expectNoBrowser(cwd: string): void {
  expect(processesOf(cwd)).toEqual([]);
  expect(readdirSync(path.join(cwd, '.genie-actions/state/browsers'))).toEqual([]);
}

it('scout-analyze reads a page and stores a report and an audit row', async () => {
  const pages = await startPages();
  const cwd = liveProject(services, {
    flows: { 'scout-analyze': shippedFlow('scout-analyze', { '^https://': '^http://127' }) },
  });
  const url = `${pages.url}/profile`;
  const { status, report, stdout } = await runInProject(cwd, 'scout-analyze', { url }, RECORDING);
  const analysis = 'She does yoga.';
  expect(report.error).toBeUndefined();
  expect(report).toMatchObject({ success: true, output: { url, analysis } });
  expect(status).toBe(0);
  expect(await rows('scout_reports')).toMatchObject([
    { url, analysis, title: 'Mara Example', user_id: services.userId },
  ]);
  const prompt = services.model.lastBody('/api/generate').prompt;
  expect(prompt).toContain('Yoga, beaches and long walks');
  const audits = await rows('agent_audits');
  expect(audits.filter(({ run_id }) => run_id === report.run_id)).toMatchObject([
    { slug: 'scout-analyze', status: 'success', user_id: services.userId, source: 'person' },
  ]);
  expectNoBrowser(cwd);
  expectSameReplay(cwd, 'scout-analyze', stdout);
});

it('runs of one folder at the same time leave each other alone', async () => {
  const pages = await startPages();
  const text = shippedFlow('scout-analyze', { '^https://': '^http://127' });
  const cwd = liveProject(services, { flows: { 'scout-analyze': text } });
  const urls = ['a', 'b', 'c'].map((name) => `${pages.url}/profile?${name}`);
  const runs = await Promise.all(urls.map(async (url) => runInProject(cwd, 'scout-analyze', { url })));
  expect(runs.map(({ report }) => report.error)).toEqual([undefined, undefined, undefined]);
  expect(runs.map(({ report }) => report.output!['url'])).toEqual(urls);
  expectNoBrowser(cwd);
});

it('scrape-profile logs in with encrypted cookies, stores the numbers and queues a job', async () => {
  const site = await startMemberSite(SESSION);
  const cwd = liveProject(services, {
    flows: { 'scrape-profile': shippedFlow('scrape-profile', { 'https://onlyfans.com': site.url }) },
  });
  const profile = { platform: 'onlyfans', username: 'mara', user_id: services.userId };
  const { id }: { id: string } = await rest(services.directus, 'POST', '/items/creator_profiles', profile);

  const missing = await runInProject(cwd, 'scrape-profile', { platform: 'onlyfans' });
  expect([missing.status, missing.report.code]).toEqual([1, 'LOGIN_REQUIRED']);
  expect(await rows('hitl_sessions')).toMatchObject([{ creator_profile_id: id, status: 'pending' }]);

  const encrypting = startInProject(cwd, ['credentials', 'encrypt']);
  encrypting.child.stdin!.end(`session=${SESSION}; other=2`);
  const { stdout: envelope } = await encrypting.ended;
  expect(envelope).not.toContain(SESSION);
  const stored = { creator_profile_id: id, platform: 'onlyfans', cookies: JSON.parse(envelope) as unknown };
  await rest(services.directus, 'POST', '/items/platform_sessions', stored);

  const input = { platform: 'onlyfans' };
  const { status, report, stdout } = await runInProject(cwd, 'scrape-profile', input, RECORDING);
  expect(report.error).toBeUndefined();
  expect(report).toMatchObject({ success: true });
  expect(status).toBe(0);
  expect(await rows('platform_stats_snapshots')).toMatchObject([
    { creator_profile_id: id, subscribers: 1234, total_earnings: '$5,678.90', post_count: 42 },
  ]);
  const [row] = await rows('media_jobs');
  expect(row).toMatchObject({ operation: 'scrape_post_performance', status: 'queued', creator_profile_id: id });
  expect(await queuedJobs('scrape-jobs')).toMatchObject([
    { name: 'scrape_post_performance', data: { id: row!['id'], creator_profile_id: id } },
  ]);
  expect((await rows('agent_audits')).filter(({ run_id }) => run_id === report.run_id)).toHaveLength(1);
  expectNoBrowser(cwd);
  expect(readFileSync(path.join(cwd, 'run.cassette.json'), 'utf8')).not.toContain(SESSION);
  expectSameReplay(cwd, 'scrape-profile', stdout);
});

it('scrape-profile sees nothing with cookies that another key has encrypted', async () => {
  const site = await startMemberSite(SESSION);
  const cwd = liveProject(services, {
    flows: { 'scrape-profile': shippedFlow('scrape-profile', { 'https://onlyfans.com': site.url }) },
    env: { CREDENTIALS_ENC_KEY_B64: Buffer.from(CREDENTIALS_KEY).subarray(0, 32).toString('base64') },
  });
  const { report } = await runInProject(cwd, 'scrape-profile', { platform: 'onlyfans' });
  expect(report.code).toBe('LOGIN_REQUIRED');
  expect(site.requests).toEqual([]);
});

async function queuedJobs(queue: string) {
  const jobs = bullmqJobs({ url: services.redisUrl });
  try {
    return await jobs.list({ queue, offset: 0, limit: 10 });
  } finally {
    await jobs.close();
  }
}
