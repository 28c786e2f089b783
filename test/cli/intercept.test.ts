import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { startOllamaServer } from '../fakes/ollama-server.ts';
import { command, finished, folder, jsonCommand, startCommand } from './command.ts';

const greet = {
  slug: 'greet',
  name: 'Greet',
  input: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
  steps: [{ type: 'transform', name: 'text', template: 'Hello $input.name' }],
  output: '$text',
};
const draft = {
  slug: 'draft',
  name: 'Draft',
  steps: [
    { type: 'ollama_generate', result_key: 'text', config: { model: 'm', prompt: 'Write' } },
    {
      type: 'directus_write',
      result_key: 'row',
      config: { collection: 'scout_reports', item: { url: 'x', analysis: '$text.response' } },
    },
  ],
};
const careful = { ...greet, slug: 'careful', confirm: true };
const project = () => folder({ 'flows/greet.json': greet, 'flows/draft.json': draft, 'flows/careful.json': careful });

const TAG = '[ACTION:greet:{"name":"Ada"}]';

test('passes text on without its tags', async () => {
  const result = await command(['intercept'], { stdin: `I greet her.\n${TAG}\nDone.\n` });
  expect(result).toEqual({ status: 0, stdout: 'I greet her.\nDone.\n', stderr: '' });
});

test('reads a file, and says when it cannot', async () => {
  const cwd = folder({ 'answer.txt': `a ${TAG}b` });
  expect(await command(['intercept', 'answer.txt'], { cwd })).toMatchObject({ status: 0, stdout: 'a b' });
  for (const name of ['missing.txt', '.']) {
    const { status, stderr } = await command(['intercept', name], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain(`${name} cannot be read`);
  }
});

test('runs the flows that tags name, in order, and audits them', async () => {
  const cwd = project();
  const answer = `Fine.\n${TAG}\n[ACTION:draft:{}]\n[ACTION:gret:{"a":1}]\n`;
  const { status, stdout, stderr } = await command(['intercept', '--run', '--stub', 'ollama'], { cwd, stdin: answer });
  expect(stdout).toBe('Fine.\n');
  expect(status).toBe(1);
  expect(stderr).toMatch(/✓ greet done[\s\S]*✓ draft done[\s\S]*There is no flow "gret"; did you mean "greet"\?/);
  const { json } = await jsonCommand(['intercept', '--run', '--stub', 'ollama'], { cwd, stdin: answer });
  expect(json).toMatchObject({
    text: 'Fine.\n',
    actions: [{ slug: 'greet' }, { slug: 'draft' }, { slug: 'gret', known: false }],
    runs: [{ success: true, output: 'Hello Ada' }, { success: true }, { success: false, code: 'FLOW_NOT_FOUND' }],
  });
});

test('takes eight actions of an answer, each once, and says when there are more', async () => {
  const tags = ['1', '1', '2', '3', '4', '5', '6', '7', '8', '9'].map((name) => `[ACTION:greet:{"name":"${name}"}]`);
  const { json } = await jsonCommand(['intercept', '--dry-run'], { cwd: project(), stdin: tags.join(' ') });
  expect(json).toMatchObject({ suppressed: 2, problems: ['only the first 8 actions of an answer are taken'] });
  expect(json['runs']).toHaveLength(8);
});

test('takes identity from a tag away and checks the rest', async () => {
  const cwd = project();
  const { json } = await jsonCommand(['intercept', '--run'], { cwd, stdin: '[ACTION:greet:{"user_id":"victim"}]' });
  expect(json).toMatchObject({
    runs: [{ success: false, code: 'INPUT_INVALID', error: expect.stringContaining('name is required') as string }],
  });
});

test('asks before a confirmed flow: --yes answers, and without anybody to ask it is refused', async () => {
  const stdin = '[ACTION:careful:{"name":"Bo"}]';
  expect((await jsonCommand(['intercept', '--run'], { cwd: project(), stdin })).json).toMatchObject({
    runs: [{ code: 'CONFIRMATION_REQUIRED' }],
  });
  expect((await jsonCommand(['intercept', '--run', '--yes'], { cwd: project(), stdin })).json).toMatchObject({
    runs: [{ success: true }],
  });
});

test('writes nothing in a dry run', async () => {
  const cwd = project();
  const { json } = await jsonCommand(['intercept', '--dry-run'], { cwd, stdin: '[ACTION:draft:{}]' });
  expect(json).toMatchObject({ runs: [{ success: true }] });
  expect((await jsonCommand(['runs'], { cwd })).json).toMatchObject({ runs: [] });
});

test('repairs unless told not to, and then ends with 1', async () => {
  const stdin = "see [ACTION:greet:{'name':'Ada',}] there";
  expect((await jsonCommand(['intercept'], { stdin })).json).toMatchObject({
    actions: [{ repairs: ['single-quotes', 'trailing-comma'] }],
    malformed: [],
  });
  const strict = await command(['intercept', '--strict', '--stats'], { stdin });
  expect(strict).toMatchObject({ status: 1, stdout: 'see there' });
  expect(strict.stderr).toMatch(/malformed tag of "greet": malformed-json/);
  expect(strict.stderr).toMatch(/0 actions \(0 repaired\), 1 malformed/);
});

test('knows only the slugs it is given', async () => {
  const { json } = await jsonCommand(['intercept', '--slug', 'other'], { stdin: TAG });
  expect(json).toMatchObject({ actions: [{ slug: 'greet', known: false }] });
});

test('runs only the flows that --slug allows', async () => {
  const { json, status } = await jsonCommand(['intercept', '--run', '--slug', 'draft'], { cwd: project(), stdin: TAG });
  expect(status).toBe(1);
  expect(json).toMatchObject({ runs: [{ slug: 'greet', code: 'FLOW_NOT_FOUND' }] });
});

test.each([
  ['a configuration that cannot be read', { 'genie-actions.config.json': '{bad' }, 2, 'CONFIG_UNREADABLE'],
  ['a flow that is broken', { 'flows/greet.json': '{bad' }, 1, 'FLOW_INVALID'],
  ['a flow that is there twice', { 'flows/greet.json': greet, 'flows/again.json': greet }, 1, 'FLOW_DUPLICATE'],
])('passes the whole answer on in spite of %s', async (_, files, expected, code) => {
  const { status, stdout, stderr } = await command(['intercept', '--run'], {
    cwd: folder(files),
    stdin: `One\n${TAG}\ntwo.\n`,
  });
  expect({ status, stdout }).toEqual({ status: expected, stdout: 'One\ntwo.\n' });
  expect(stderr).toContain(code);
});

test('says that a file of events is not complete', async () => {
  const { status, stdout, stderr } = await command(['intercept', '--events', '/dev/full'], { stdin: 'Hi' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'Hi' });
  expect(stderr).toContain('The file of --events is not complete');
});

test('passes on what came before an answer breaks off, and says that it did', async () => {
  async function* brokenAnswer() {
    yield Buffer.from('One [ACTION:gre');
    await Promise.reject(new Error('connection reset'));
  }
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const status = await main(['intercept'], {
    stdin: Readable.from(brokenAnswer()),
    stdout,
    stderr,
    env: {},
    cwd: () => folder(),
  });
  expect([status, stdout.read()?.toString()]).toEqual([1, 'One [ACTION:gre']);
  expect(stderr.read()?.toString()).toMatch(/could not be read to its end: connection reset {2}ANSWER_LOST/);
});

test('ends the events with the end of the answer, and shows a chat page nothing of the tag itself', async () => {
  const { stdout } = await command(['intercept', '--run', '--emit', 'sse'], {
    cwd: project(),
    stdin: `${TAG} [ACTION:greet:{...}]`,
  });
  const names = [...stdout.matchAll(/^event: (.*)$/gm)].map(([, name]) => name);
  expect(names.slice(-2)).toEqual(['flow-end', 'end']);
  expect(stdout).not.toContain('[ACTION');
});

test('emits server-sent events of text and runs', async () => {
  const { stdout } = await command(['intercept', '--run', '--emit', 'sse'], { cwd: project(), stdin: `Hi\n${TAG}` });
  const names = [...stdout.matchAll(/^event: (.*)$/gm)].map(([, name]) => name);
  expect(names.filter((name) => name !== 'text')).toEqual(
    expect.arrayContaining(['tag-start', 'action', 'end', 'flow-start', 'step-start', 'step-end', 'flow-end']),
  );
  expect(stdout).toContain('event: text\ndata: {"text":"Hi');
  expect(stdout.endsWith('\n\n')).toBe(true);
});

test('writes events to a file as JSON lines', async () => {
  const cwd = project();
  await command(['intercept', '--run', '--events', 'events.jsonl'], { cwd, stdin: TAG });
  const events = readFileSync(join(cwd, 'events.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events.map(({ event, type }) => event ?? type)).toEqual([
    'tag-start',
    'action',
    'end',
    'flow-start',
    'step-start',
    'step-end',
    'flow-end',
  ]);
});

test.each([
  [['--stub', 'ollama'], /--stub is about running flows: add --run/],
  [['--format', 'xml'], /--format xml: must be one of auto, text, openai, ollama/],
  [['--emit', 'see'], /did you mean "sse"/],
  [['--events', '-'], /"--events -" and the answer both want standard output/],
])('refuses %j', async (flags, message) => {
  const { status, stderr } = await command(['intercept', ...flags], { stdin: '' });
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
});

test.each([
  [
    'openai',
    'data: {"choices":[{"index":0,"delta":{"content":"a [ACTION:greet:{\\"name\\":\\"x\\"}]b"}}]}\n\ndata: [DONE]\n\n',
  ],
  [
    'ollama',
    '{"model":"m","response":"a [ACTION:greet:{\\"name\\":\\"x\\"}]b","done":false}\n{"model":"m","response":"","done":true}\n',
  ],
])('recognizes %s and keeps its framing', async (_, stdin) => {
  const { stdout } = await command(['intercept'], { stdin });
  expect(stdout).not.toContain('ACTION');
  expect(stdout.split('\n')).toHaveLength(stdin.split('\n').length);
  expect((await command(['intercept', '--emit', 'text'], { stdin })).stdout).toBe('a b');
});

test.each([
  [':) Hello ', `:) Hello ${TAG}`],
  ['id: 5 is yours\nBye', `id: 5 is yours\n${TAG}\nBye`],
  ['data: see below ', `data: see below ${TAG}`],
  ['{ is a brace ', `{ is a brace ${TAG}`],
])('takes a text that begins like a stream, %j, for a text', async (visible, stdin) => {
  expect((await command(['intercept'], { stdin })).stdout).toBe(visible);
});

test.each([': a comment\n\n', 'event: message\r\nid: 1\r\n', ':\n', 'retry: 5\n\n', ''])(
  'recognizes server-sent events that begin with %j',
  async (beginning) => {
    const stdin = `${beginning}data: {"choices":[{"index":0,"delta":{"content":"a${TAG.replaceAll('"', '\\"')}b"}}]}\n\n`;
    expect((await command(['intercept', '--emit', 'text'], { stdin })).stdout).toBe('ab');
  },
);

test.each(['{"error":"model not loaded"}\n', '{"error":{"message":"model not loaded","code":404}}'])(
  'says what the server of the model reported: %j',
  async (stdin) => {
    const { stderr, stdout } = await command(['intercept'], { stdin });
    expect(stderr).toContain("the model's server reported an error: model not loaded");
    expect(stdout).toBe(stdin);
  },
);

test('passes each token of a model on before the next one comes', async () => {
  const tokens = ['One ', 'two ', 'three ', TAG, ' four'];
  await using ollama = await startOllamaServer({ answer: () => ({ tokens }) });
  const response = await fetch(`${ollama.url}/api/generate`, {
    method: 'POST',
    body: JSON.stringify({ model: 'm', prompt: 'x', stream: true }),
  });
  const records = (await response.text()).trimEnd().split('\n');
  const child = startCommand(['intercept', '--format', 'ollama', '--emit', 'text']);
  const ended = finished(child);
  for (const token of ['One ', 'two ', 'three ']) {
    const arrival = once(child.stdout!, 'data');
    child.stdin!.write(`${records.shift()}\n`);
    expect(String(await arrival)).toBe(token);
  }
  child.stdin!.end(records.map((record) => `${record}\n`).join(''));
  expect((await ended).stdout).toBe('One two three four');
});

test('shows a slow answer while it is being written, and releases what is held at Ctrl-C', async () => {
  const child = startCommand(['intercept']);
  child.stdin!.write('typing [ACTION:gre');
  const [first] = (await once(child.stdout!, 'data')) as [Buffer];
  expect(first.toString()).toBe('typing ');
  child.kill('SIGINT');
  const { status, stdout } = await finished(child);
  expect({ status, stdout }).toEqual({ status: 130, stdout: '[ACTION:gre' });
});

test('ends quietly when the reader goes away', async () => {
  const child = startCommand(['intercept']);
  child.stdin!.on('error', () => {});
  const feeding = setInterval(() => child.stdin!.write('x'.repeat(60_000)), 1);
  await once(child.stdout!, 'data');
  child.stdout!.destroy();
  const [status] = (await once(child, 'exit')) as [number];
  clearInterval(feeding);
  expect(status).toBe(0);
});

test('cancels a running flow at Ctrl-C', async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const cwd = folder({
    'flows/slow.json': {
      slug: 'slow',
      name: 'Slow',
      steps: [{ type: 'http_request', config: { url: `http://127.0.0.1:${port}/` } }],
    },
  });
  const child = startCommand(['intercept', '--run', '--allow-host', `127.0.0.1:${port}`], { cwd });
  const asked = once(server, 'request');
  child.stdin!.end('[ACTION:slow:{}]');
  await asked;
  child.kill('SIGINT');
  const { status, stderr } = await finished(child);
  expect(status).toBe(130);
  expect(stderr).toContain('cancelled');
  server.closeAllConnections();
  server.close();
});

test('keeps memory flat over 200 MB without a line break', async () => {
  const script = `const { main } = await import(${JSON.stringify(new URL('../../src/cli/main.ts', import.meta.url).href)});
    process.exitCode = await main(['intercept'], process); process.stderr.write(String(process.resourceUsage().maxRSS));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const chunk = Buffer.alloc(1_000_000, 'plain text without any tag in it; ');
  for (let sent = 0; sent < 200; sent++) if (!child.stdin.write(chunk)) await once(child.stdin, 'drain');
  child.stdin.end();
  const [memory, [status]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect(status).toBe(0);
  expect(Number(memory)).toBeLessThan(300_000);
});
