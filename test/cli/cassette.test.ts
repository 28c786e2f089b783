import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE_IDS } from '../../src/adapters/embedded-directus/index.ts';
import { startOllamaServer, type OllamaServer } from '../fakes/ollama-server.ts';
import { shippedFlow, shippedFlows } from '../flows/shipped-flows.ts';
import { command, folder, jsonCommand } from './command.ts';
import { expectSameReplay, RECORDING } from './replay.ts';

let ollama: OllamaServer;
beforeAll(async () => {
  ollama = await startOllamaServer();
});
afterAll(async () => ollama.close());

const CAPTION = '{"caption":"A caption about rain."}';
const RAIN = { platform: 'onlyfans', topic: 'Rain' };
const NO_BROWSER = ['--stub', 'browser', '--stub', 'queue'];

/** What each shipped flow is run with here: real but for the services that these tests do not have. */
const RUNS: Record<string, { input: object; answer?: string; flags?: string[] }> = {
  'post-create': { input: RAIN, answer: CAPTION },
  'taxonomy-tag': { input: { media_id: SAMPLE_IDS.media }, answer: '{"tags":["no-such-tag"]}' },
  'message-generate': { input: { fan_id: SAMPLE_IDS.fan, context: 'renewal' }, answer: 'Thank you.' },
  'memory-recall': {
    input: { task: 'scrape onlyfans stats', top_n: 6 },
    answer: '{"words":["rain"]}',
  },
  'media-process': { input: { operation: 'watermark', file_id: SAMPLE_IDS.media }, flags: ['--stub', 'queue'] },
  'scrape-profile': { input: { platform: 'onlyfans' }, flags: NO_BROWSER },
  'scout-analyze': { input: { url: 'https://example.com/' }, answer: 'Fine.', flags: NO_BROWSER },
};

function project(slug: string, variables: Record<string, string> = {}): string {
  const env = { OLLAMA_HOST: ollama.url, OLLAMA_MODEL: 'qwen2.5:7b', ...variables };
  return folder({
    [`flows/${slug}.json`]: shippedFlow(slug).text,
    '.env': Object.entries(env)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  });
}

const recording = (slug: string, input: object, ...flags: string[]) => {
  return ['run', slug, '--input', JSON.stringify(input), ...RECORDING, ...flags];
};

test.each(shippedFlows.map(({ slug }) => slug))('%s is repeated byte for byte without any service', async (slug) => {
  const { input, answer = '', flags = [] } = RUNS[slug]!;
  ollama.setAnswer(() => answer);
  const cwd = project(slug);
  const { status, stdout, stderr } = await command([...recording(slug, input, ...flags), '--json'], { cwd });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expectSameReplay(cwd, slug, stdout);
});

test('a cassette holds no token and no password of the project', async () => {
  ollama.setAnswer(() => CAPTION.replace('about rain', 'with token-of-directus-1 in it'));
  const cwd = project('post-create', { DIRECTUS_TOKEN: 'token-of-directus-1' });
  const { status } = await command(recording('post-create', RAIN), { cwd });
  expect(status).toBe(0);
  const text = readFileSync(join(cwd, 'run.cassette.json'), 'utf8');
  expect(text).toContain('A caption with •••');
  expect(text).not.toContain('token-of-directus-1');
});

test('a failed run is recorded too, and fails again in the same way', async () => {
  const cwd = project('post-create', { OLLAMA_HOST: 'http://127.0.0.1:9' });
  const first = await command([...recording('post-create', RAIN), '--json'], { cwd });
  expect(first.status).toBe(1);
  const again = await command(['run', 'post-create', '--replay', 'run.cassette.json', '--json'], { cwd });
  expect([again.status, again.stdout]).toEqual([1, first.stdout]);
});

test('a flow that asks for other things than recorded fails with the command that helps', async () => {
  ollama.setAnswer(() => CAPTION);
  const cwd = project('post-create');
  expect((await command(recording('post-create', RAIN), { cwd })).status).toBe(0);
  const file = join(cwd, 'flows/post-create.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"fields": "id,username"', '"fields": "id"'));
  const { status, json } = await jsonCommand(['run', 'post-create', '--replay', 'run.cassette.json'], { cwd });
  expect(status).toBe(1);
  expect(json).toMatchObject({ code: 'CASSETTE_STALE', detail: expect.stringContaining('--record') as unknown });
});

test('a file that is no cassette is not written over, and not played', async () => {
  const cwd = project('post-create');
  const text = readFileSync(join(cwd, 'flows/post-create.json'), 'utf8');
  const run = ['run', 'post-create', '--input', JSON.stringify(RAIN)];
  const onto = await jsonCommand([...run, '--record', 'flows/post-create.json'], { cwd });
  expect(onto).toMatchObject({ status: 2, json: { error: { code: 'OUTPUT_EXISTS' } } });
  expect(readFileSync(join(cwd, 'flows/post-create.json'), 'utf8')).toBe(text);
  const from = await jsonCommand(['run', 'post-create', '--replay', 'flows/post-create.json'], { cwd });
  expect(from).toMatchObject({ status: 2, json: { error: { code: 'CASSETTE_INVALID' } } });
  const none = await jsonCommand(['run', 'post-create', '--replay', 'none.json'], { cwd });
  expect(none).toMatchObject({ status: 2, json: { error: { code: 'FILE_UNREADABLE' } } });
});

test.each([
  [['--record', 'a.json', '--dry-run'], '--record and --dry-run do not go together'],
  [['--record', 'a.json', '--replay', 'b.json'], '--record and --replay do not go together'],
  [['--replay', 'a.json', '--input', '{}'], '--replay and --input do not go together'],
  [['--replay', 'a.json', '--stub', 'ollama'], '--replay and --stub do not go together'],
])('%j is refused', async (flags, message) => {
  const { status, json } = await jsonCommand(['run', 'post-create', ...flags], { cwd: project('post-create') });
  expect({ status, json }).toMatchObject({ status: 2, json: { error: { code: 'OPTIONS_CONFLICT', message } } });
});

test('nothing runs when its recording could not be kept, or when the cassette is of another flow', async () => {
  ollama.setAnswer(() => CAPTION);
  const cwd = project('post-create');
  const before = ollama.requests.length;
  const nowhere = ['run', 'post-create', '--input', JSON.stringify(RAIN), '--record', 'no-such-folder/post.json'];
  expect(await jsonCommand(nowhere, { cwd })).toMatchObject({
    status: 2,
    json: { error: { code: 'CASSETTE_UNWRITABLE' } },
  });
  const clock = { start: 1, steps: '', random: [], ids: [] };
  const other = { version: 1, slug: 'other', input: {}, context: {}, stubs: [], env: [], clock, calls: [] };
  writeFileSync(join(cwd, 'other.json'), JSON.stringify(other));
  const stale = await jsonCommand(['run', 'post-create', '--replay', 'other.json'], { cwd });
  expect(stale).toMatchObject({ status: 2, json: { error: { code: 'CASSETTE_STALE' } } });
  expect(ollama.requests).toHaveLength(before);
});
