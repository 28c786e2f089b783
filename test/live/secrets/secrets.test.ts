import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { startHttpServer } from '../../fakes/http-server.ts';
import type { JsonObject } from '../../../src/json.ts';
import { scriptedDriver } from '../browser/scripted-driver.ts';
import { rest } from '../directus/rest.ts';
import {
  CREDENTIALS_KEY,
  liveProject,
  protectRedis,
  REDIS_PASSWORD,
  startInProject,
  startServices,
} from '../flows/live-project.ts';
import type { LiveProject, LiveServices } from '../flows/live-project.ts';
import { startMemberSite } from '../flows/member-site.ts';
import { processesOf } from '../services/leftover-processes.ts';
import { stopWithTestFile } from '../services/running-services.ts';
import { untilReady } from '../services/until-ready.ts';
import { leakyFlows } from './leaky-flows.ts';
import { filesBelow, keysOf, type Remnant } from './remnants.ts';
import { findSecrets } from './secret-search.ts';

const SECRETS = {
  'Directus token': 'a/secret+token?of="Directus"',
  'Directus password': 'p%ss "word" of/Directus+ü',
  'Redis password': REDIS_PASSWORD,
  'cookie value': 'cookie~value|of.a=member',
  'key of the cookies': CREDENTIALS_KEY,
  'value of $env': 'value "of" $env/with+all?',
};
/** Directus gives such tokens, which begin with `{"alg":`, for e-mail and password. */
const START_OF_ACCESS_TOKEN = 'eyJhbGci';
const REDIS_GONE = `redis://:${encodeURIComponent(REDIS_PASSWORD)}@127.0.0.1:1`;

let services: LiveServices;
let project: LiveProject & { env: Record<string, string> };
let cwd: string;
const folders: string[] = [];
const remnants: Remnant[] = [];

beforeAll(async () => {
  const heading = `Welcome ${SECRETS['cookie value']}`;
  services = await startServices(scriptedDriver({ extract: () => ({ heading }) }));
  services.redisUrl = await protectRedis(services.redis);
  const account = { token: SECRETS['Directus token'], password: SECRETS['Directus password'] };
  await rest(services.directus, 'PATCH', '/users/me', account);
  Object.assign(services.directus, account);
  const [echo, site] = await Promise.all([startEcho(), startMemberSite(SECRETS['cookie value'])]);
  const platform = 'onlyfans';
  const { id }: { id: string } = await rest(services.directus, 'POST', '/items/creator_profiles', { platform });
  project = {
    env: { GREETING_KEY: SECRETS['value of $env'] },
    config: {
      context: { user_id: services.userId },
      env: { allow: ['GREETING_KEY'] },
      http: { allowHosts: [echo.host] },
    },
    flows: leakyFlows({ echoUrl: echo.url, pageUrl: `${site.url}/mara/stats`, profileId: id }),
  };
  cwd = makeProject();
  const input = JSON.stringify([
    // Such a cookie is written to the disk.
    {
      name: 'session',
      value: SECRETS['cookie value'],
      domain: '127.0.0.1',
      expires: Math.ceil(Date.now() / 1000) + 3600,
    },
  ]);
  const { stdout } = await perform('credentials encrypt', cwd, ['credentials', 'encrypt'], input);
  const session = { creator_profile_id: id, platform, cookies: JSON.parse(stdout) as JsonObject };
  await rest(services.directus, 'POST', '/items/platform_sessions', session);
});

async function startEcho() {
  const echo = await startHttpServer(({ url, headers, body }, response) => {
    const all = JSON.stringify({ url, headers, body });
    const forms = { plain: all, url: encodeURIComponent(all), base64: Buffer.from(all).toString('base64') };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(forms));
  });
  stopWithTestFile(async () => {
    await echo[Symbol.asyncDispose]();
  });
  return echo;
}

function makeProject(env: Record<string, string> = {}): string {
  const made = liveProject(services, { ...project, env: { ...project.env, ...env } });
  folders.push(made);
  return made;
}

/** Starts a command; what it prints is kept when it ends. */
function start(place: string, folder: string, argv: string[], input = '') {
  const { child, ended } = startInProject(folder, argv);
  child.stdin!.end(input);
  const kept = ended.then((result) => {
    remnants.push({ place: `${place}: output`, bytes: Buffer.from(result.stdout + result.stderr) });
    return result;
  });
  return { child, ended: kept };
}

const perform = (...args: Parameters<typeof start>) => start(...args).ended;

const auditsOf = (runId: string): Promise<JsonObject[]> =>
  rest(services.directus, 'GET', `/items/agent_audits?filter[run_id]=${runId}`);

it('masks secrets in a run that goes well', async () => {
  const asked = services.model.count();
  const ending = perform('look', cwd, ['run', 'look', '--json', '--events', 'look.jsonl']);
  await untilReady(() => services.model.count() > asked, { timeoutMs: 45_000, what: 'the model' });
  remnants.push({ place: 'processes', bytes: execFileSync('ps', ['-ww', '-eo', 'args'], { maxBuffer: 2 ** 24 }) });
  const { status, stdout } = await ending;
  expect(stdout).toContain('Welcome •••');
  expect(status).toBe(0);
});

it('keeps secrets out of what is left of a run that was killed', async () => {
  const asked = services.model.count();
  const folder = makeProject();
  const { child, ended } = start('killed', folder, ['run', 'look', '--events', 'killed.jsonl']);
  await untilReady(() => services.model.count() > asked, { timeoutMs: 45_000, what: 'the model' });
  child.kill('SIGKILL');
  await ended;
  await untilReady(() => processesOf(folder).length === 0, { timeoutMs: 5_000, what: 'the end of Chromium' });
  const left = filesBelow(folder).map(({ place }) => place);
  expect(left).toContainEqual(expect.stringMatching(/browsers\/.*\/Cookies$/));
});

it('masks secrets in a run that fails, with e-mail and password', async () => {
  const folder = makeProject({
    DIRECTUS_TOKEN: '',
    DIRECTUS_EMAIL: services.directus.email,
    DIRECTUS_PASSWORD: SECRETS['Directus password'],
  });
  const { status, stderr } = await perform('fail', folder, ['run', 'fail', '--events', 'fail.jsonl']);
  expect(stderr).toContain('Nothing was done with •••');
  expect(stderr).not.toContain('audit');
  expect(status).toBe(1);
});

it.each<[string, Record<string, string>, string]>([
  ['Directus does not know the token', { DIRECTUS_TOKEN: `${SECRETS['Directus token']}!` }, 'AUDIT_WAITING'],
  ['Redis is not there', { REDIS_URL: REDIS_GONE }, 'UNAVAILABLE'],
])('masks secrets when %s', async (place, env, expected) => {
  const argv = ['run', env['REDIS_URL'] === undefined ? 'fail' : 'enqueue', '--json'];
  const { status, stdout } = await perform(place, makeProject(env), argv);
  expect(stdout).toContain(expected);
  expect(status).toBe(1);
});

it('masks secrets in the journal of a fleet', async () => {
  const { stdout } = await perform('run --queue', cwd, ['run', 'fail', '--queue']);
  const worker = start('worker', cwd, ['worker', '--only', 'runs', '--events', 'worker.jsonl']);
  const runId = stdout.trim();
  await untilReady(async () => (await auditsOf(runId)).length > 0, { timeoutMs: 45_000, what: 'the queued run' });
  worker.child.kill('SIGTERM');
  await worker.ended;
  expect((await keysOf(services.redisUrl)).map(({ place }) => place)).toContainEqual(expect.stringContaining(runId));
});

it('leaves no secret behind', async () => {
  remnants.push(...folders.flatMap(filesBelow), ...(await keysOf(services.redisUrl)));
  for (const collection of ['agent_audits', 'scout_reports', 'media_jobs']) {
    const rows: JsonObject[] = await rest(services.directus, 'GET', `/items/${collection}?limit=-1`);
    remnants.push({ place: collection, bytes: Buffer.from(JSON.stringify(rows)) });
  }
  expect(findSecrets(remnants, SECRETS)).toEqual([]);
  expect(remnants.filter(({ bytes }) => bytes.includes(START_OF_ACCESS_TOKEN))).toEqual([]);
  const places = remnants.map(({ place }) => place).join('\n');
  for (const kind of ['look.jsonl', 'journal.sqlite', 'cache.sqlite', 'screenshots/', 'Redis', 'agent_audits'])
    expect(places).toContain(kind);
  const audits = remnants.find(({ place }) => place === 'agent_audits');
  expect(audits!.bytes.includes('•••')).toBe(true);
});

it('would find each of them', () => {
  const bytes = readFileSync(path.join(cwd, '.env'));
  const found = findSecrets([{ place: '.env', bytes }], SECRETS).filter((line) => /plain|URL/.test(line));
  // The password is in the .env of another project.
  expect(new Set(found.map((line) => line.replace(/ \([^)]*\)$/, ''))).size).toBe(4);
  const encoded = Buffer.from(`xx${SECRETS['cookie value']}yy`).toString('base64');
  expect(findSecrets([{ place: 'x', bytes: Buffer.from(encoded) }], SECRETS)).toContain('x: cookie value (base64)');
});
