import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LOCAL_USER_ID, openEmbeddedDirectus, SAMPLE_IDS } from '../../src/adapters/embedded-directus/index.ts';
import { memoryCache } from '../../src/adapters/memory-cache.ts';
import { ollamaModel } from '../../src/adapters/ollama-model/index.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import type { BrowserPort, CredentialsPort, DirectusPort, PortProviders } from '../../src/ports/index.ts';
import { startOllamaServer, type OllamaServer } from '../fakes/ollama-server.ts';
import { runDocument } from './run-document.ts';
import { shippedFlow } from './shipped-flows.ts';

const OTHER_USER_ID = '00000000-0000-4000-8000-0000000000ff';

let folder: string;
let directus: DirectusPort;
let ollama: OllamaServer;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flows-'));
  directus = openEmbeddedDirectus({ file: path.join(folder, 'directus.sqlite') });
  ollama = await startOllamaServer();
});

afterEach(async () => {
  await directus.close();
  await ollama.close();
  await rm(folder, { recursive: true });
});

interface Variation {
  userId?: string;
  /** Services that answer with stubs; by default none. */
  stubs?: string[];
  ports?: PortProviders;
}

/** Runs a shipped flow on the embedded store and the scripted model server. */
async function runLive(
  slug: string,
  params: JsonObject,
  { userId = LOCAL_USER_ID, stubs = [], ports = {} }: Variation = {},
) {
  const context = { user_id: userId, timestamp: new Date().toISOString() };
  const model = ollamaModel({ host: ollama.url });
  return runDocument(
    shippedFlow(slug).text,
    params,
    { stubs, context, trigger: 'tag' },
    { directus, model, cache: memoryCache(), ...ports },
  );
}

const answerJson = (value: Json) => ollama.setAnswer(() => JSON.stringify(value));

/** The newest row. */
async function newest(collection: string): Promise<JsonObject> {
  const rows = await directus.readItems(collection, { sort: ['-created_at'], limit: -1 });
  expect(rows.length).toBeGreaterThan(0);
  return rows[0]!;
}

const ownMedia = async () => (await directus.readItems('scraped_media', { limit: 1 }))[0]!;

test('post-create stores a draft with the caption that the model wrote', async () => {
  answerJson({ caption: 'Sun, sand and a long breath.' });
  const report = await runLive('post-create', { platform: 'onlyfans', topic: 'Beach yoga' });
  expect(report).toMatchObject({ success: true, output: { caption: 'Sun, sand and a long breath.', status: 'draft' } });
  const { post_id: id } = (report as unknown as { output: { post_id: string } }).output;
  expect(await directus.readItem('scheduled_posts', id, {})).toMatchObject({
    caption: 'Sun, sand and a long breath.',
    creator_profile_id: SAMPLE_IDS.creatorProfile,
    platform: 'onlyfans',
    status: 'draft',
  });
  expect(ollama.lastBody('/api/generate')).toMatchObject({ model: 'dolphin-mistral:7b' });
  expect(ollama.requests.at(-1)!.prompt).toContain('Topic: Beach yoga');
  expect(await newest('agent_audits')).toMatchObject({ slug: 'post-create', status: 'success' });
});

test('post-create schedules a post that shows one of the creator’s photos', async () => {
  answerJson({ caption: 'Soon.' });
  const { id } = await ownMedia();
  const report = await runLive('post-create', {
    platform: 'onlyfans',
    media_id: id!,
    scheduled_at: '2027-03-21T14:00:00Z',
  });
  expect(report).toMatchObject({ success: true, output: { status: 'scheduled' } });
  expect(await newest('scheduled_posts')).toMatchObject({ media_id: id, status: 'scheduled' });
});

test('taxonomy-tag stores only tags that exist, each once', async () => {
  const [term] = await directus.readItems('taxonomy_mapping', { limit: 1, sort: ['tag'] });
  answerJson({ tags: [term!['tag']!, 'no-such-tag', term!['tag']!] });
  const { id } = await ownMedia();
  const report = await runLive('taxonomy-tag', { content_id: id!, text: 'a walk on the beach' });
  expect(report).toMatchObject({ success: true, output: { media_id: id, tags: [term!['tag']] } });
  expect(await directus.readItem('scraped_media', id as string, {})).toMatchObject({ taxonomy_tags: [term!['tag']] });
});

test('taxonomy-tag leaves the tags that are there when none of the model’s exists', async () => {
  answerJson({ tags: ['no-such-tag'] });
  const before = await ownMedia();
  const report = await runLive('taxonomy-tag', { media_id: before['id']! });
  expect(report).toMatchObject({ success: true, output: { tags: [] } });
  expect(await directus.readItem('scraped_media', before['id'] as string, {})).toEqual(before);
});

test('message-generate stores a draft and sends nothing', async () => {
  ollama.setAnswer(() => 'Thank you for staying with me.');
  const report = await runLive('message-generate', { fan_id: SAMPLE_IDS.fan, context: 'subscriber renewal' });
  expect(report).toMatchObject({
    success: true,
    output: { text: 'Thank you for staying with me.', status: 'draft' },
  });
  expect(await newest('fan_messages')).toMatchObject({
    fan_id: SAMPLE_IDS.fan,
    user_id: LOCAL_USER_ID,
    occasion: 'subscriber renewal',
    text: 'Thank you for staying with me.',
    status: 'draft',
  });
});

test('memory-recall searches with the words of the model and answers from what it finds', async () => {
  const [skill] = await directus.readItems('agent_skills', { limit: 1 });
  const word = (skill!['name'] as string).split(/\W+/)[0]!;
  ollama.setAnswer(({ index }) => (index === 0 ? JSON.stringify({ words: [word] }) : 'It was done before.'));
  const report = await runLive('memory-recall', { task: 'scrape onlyfans stats', top_n: 6 });
  expect(report).toMatchObject({ success: true, output: { answer: 'It was done before.', words: [word] } });
  expect(ollama.requests.at(-1)!.prompt).toContain(skill!['id']);
});

test('media-process stores the job before it is queued, and the queue’s id afterwards', async () => {
  const report = await runLive(
    'media-process',
    { operation: 'watermark', file_id: SAMPLE_IDS.media },
    { stubs: ['queue'] },
  );
  expect(report).toMatchObject({
    success: true,
    warnings: [],
    output: { operation: 'apply_watermark', status: 'queued' },
  });
  const job = await newest('media_jobs');
  expect(job).toMatchObject({
    media_id: SAMPLE_IDS.media,
    creator_profile_id: SAMPLE_IDS.creatorProfile,
    status: 'queued',
    bull_job_id: job['id'],
  });
});

test('media-process marks the job as failed when it cannot be queued', async () => {
  const report = await runLive('media-process', { operation: 'teaser', media_id: SAMPLE_IDS.media });
  expect(report).toMatchObject({ success: false, code: 'SERVICE_NOT_CONFIGURED' });
  expect(await newest('media_jobs')).toMatchObject({ operation: 'create_teaser', status: 'failed' });
});

test('scrape-profile stores the numbers and queues the next job', async () => {
  const report = await runLive('scrape-profile', { platform: 'onlyfans' }, { stubs: ['browser', 'queue'] });
  expect(report).toMatchObject({ success: true, warnings: [] });
  expect(await newest('platform_stats_snapshots')).toMatchObject({
    creator_profile_id: SAMPLE_IDS.creatorProfile,
    platform: 'onlyfans',
  });
  expect(await directus.readItem('creator_profiles', SAMPLE_IDS.creatorProfile, {})).toMatchObject({
    scrape_status: 'success',
  });
  expect(await newest('media_jobs')).toMatchObject({ operation: 'scrape_post_performance', status: 'queued' });
});

test('scrape-profile keeps the numbers when the queue is down', async () => {
  const report = await runLive('scrape-profile', { platform: 'onlyfans' }, { stubs: ['browser'] });
  expect(report).toMatchObject({ success: true, warnings: [{ code: 'SERVICE_NOT_CONFIGURED' }] });
  expect(await newest('platform_stats_snapshots')).toMatchObject({ creator_profile_id: SAMPLE_IDS.creatorProfile });
  expect(await newest('media_jobs')).toMatchObject({ status: 'failed' });
});

test('scrape-profile asks for a person when there is no stored login', async () => {
  // Neither is reached: the stored login is looked up first.
  const ports = { browser: {} as BrowserPort, credentials: {} as CredentialsPort };
  const report = await runLive(
    'scrape-profile',
    { platform: 'onlyfans', creator_profile_id: SAMPLE_IDS.creatorProfile },
    { ports },
  );
  expect(report).toMatchObject({ success: false, code: 'LOGIN_REQUIRED' });
  expect(await newest('hitl_sessions')).toMatchObject({
    creator_profile_id: SAMPLE_IDS.creatorProfile,
    platform: 'onlyfans',
    status: 'pending',
  });
});

test('scout-analyze stores a report that belongs to whoever asked', async () => {
  ollama.setAnswer(() => 'A calm brand for early risers.');
  const report = await runLive('scout-analyze', { url: 'https://example.com' }, { stubs: ['browser'] });
  expect(report).toMatchObject({ success: true, output: { analysis: 'A calm brand for early risers.' } });
  expect(await newest('scout_reports')).toMatchObject({ user_id: LOCAL_USER_ID, url: 'https://example.com' });
});

test.each([
  ['post-create', { platform: 'onlyfans', topic: 'x' }, 'PROFILE_NOT_FOUND'],
  ['taxonomy-tag', { media_id: 'any' }, 'PROFILE_NOT_FOUND'],
  ['message-generate', { fan_id: SAMPLE_IDS.fan, context: 'x' }, 'FAN_NOT_FOUND'],
])('%s touches nothing for somebody who owns nothing', async (slug, params, code) => {
  const report = await runLive(slug, params, { userId: OTHER_USER_ID });
  expect(report).toMatchObject({ success: false, code });
  expect(ollama.count()).toBe(0);
});

const SOMEBODY_ELSES = '50303b0d-0000-4000-8000-000000000001';

test.each([
  ['post-create', { platform: 'onlyfans', media_id: SOMEBODY_ELSES }, 'MEDIA_NOT_FOUND'],
  ['post-create', { platform: 'onlyfans', draft_id: SOMEBODY_ELSES }, 'DRAFT_NOT_FOUND'],
  ['taxonomy-tag', { media_id: SOMEBODY_ELSES }, 'MEDIA_NOT_FOUND'],
  ['message-generate', { fan_id: SOMEBODY_ELSES, context: 'x' }, 'FAN_NOT_FOUND'],
])('%s does not find %j, which is not the creator’s', async (slug, params, code) => {
  await directus.createUser({ id: OTHER_USER_ID, email: 'other@example.com' });
  const profile = await directus.createItem('creator_profiles', { user_id: OTHER_USER_ID, platform: 'onlyfans' });
  const creator_profile_id = profile['id']!;
  await directus.createItem('scraped_media', { id: SOMEBODY_ELSES, creator_profile_id });
  await directus.createItem('content_posts', { id: SOMEBODY_ELSES, creator_profile_id });
  await directus.createItem('fan_profiles', { id: SOMEBODY_ELSES, user_id: OTHER_USER_ID });
  expect(await runLive(slug, params)).toMatchObject({ success: false, code });
  expect(ollama.count()).toBe(0);
});
