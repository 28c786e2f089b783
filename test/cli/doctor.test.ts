import { createServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { command, folder, jsonCommand, type CommandOptions } from './command.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that answers every request with this. */
async function serve(body: string, status = 200): Promise<string> {
  const server = createServer((_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body),
  );
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const NOWHERE = 'http://127.0.0.1:9';
const modelFlow = (model: string) => ({
  slug: 'ask',
  name: 'Ask',
  steps: [{ type: 'ollama_generate', result_key: 'answer', config: { model, prompt: 'Hi' } }],
});

async function doctor(options: CommandOptions) {
  const { status, json } = await jsonCommand(['doctor'], options);
  const checks = json['checks'] as Finding[];
  return { status, isFine: json['ok'], of: (name: string) => checks.find((check) => check.name === name) };
}

describe('a fresh folder', () => {
  it('is fine: nothing is configured and nothing is needed', async () => {
    const { status, isFine, of } = await doctor({ env: { OLLAMA_HOST: await serve('{"models":[]}') } });
    expect({ status, isFine }).toEqual({ status: 0, isFine: true });
    expect(of('Node')).toMatchObject({ status: 'ok', message: process.version });
    expect(of('Directus')).toMatchObject({ status: 'ok', message: expect.stringContaining('embedded') });
    expect(of('Redis')).toMatchObject({ status: 'unused' });
  });
});

describe('Ollama', () => {
  it('is broken when flows need it and it is not there', async () => {
    const { status, of } = await doctor({
      cwd: folder({ 'flows/ask.json': modelFlow('m:1b') }),
      env: { OLLAMA_HOST: NOWHERE },
    });
    expect(status).toBe(1);
    expect(of('Ollama')).toMatchObject({ status: 'broken', fix: expect.stringContaining('ollama serve') });
  });

  it('lacks the model that a flow pins', async () => {
    const host = await serve(
      JSON.stringify({ models: [{ name: 'other:latest', size: 1, modified_at: '2026-01-01T00:00:00Z' }] }),
    );
    const cwd = folder({ 'flows/ask.json': modelFlow('m:1b') });
    const { status, of } = await doctor({ cwd, env: { OLLAMA_HOST: host } });
    expect(status).toBe(1);
    expect(of('Ollama')).toMatchObject({ status: 'ok', message: expect.stringContaining('1 model') });
    expect(of('Model')).toEqual({
      name: 'Model',
      status: 'broken',
      message: 'm:1b is not there (used by ask)',
      fix: 'ollama pull m:1b',
    });
  });

  it('has a model without a tag as :latest', async () => {
    const host = await serve(
      JSON.stringify({ models: [{ name: 'other:latest', size: 1, modified_at: '2026-01-01T00:00:00Z' }] }),
    );
    const { status } = await doctor({
      cwd: folder({ 'flows/ask.json': modelFlow('other') }),
      env: { OLLAMA_HOST: host },
    });
    expect(status).toBe(0);
  });
});

describe('an address that is not an Ollama', () => {
  const cwd = folder({ 'flows/ask.json': modelFlow('m:1b') });

  it.each([
    ['answers with a web page', () => serve('<html></html>'), /web page/, /Is .* an Ollama server\?/],
    ['answers with an error', () => serve('no', 404), /404/, /Is .* an Ollama server\?/],
    ['is no address', () => Promise.resolve('ftp://me:hush@host'), /ftp:\/\/host: .*not valid/, /Write OLLAMA_HOST as/],
  ] as const)('%s: the finding says so', async (_, open, message, fix) => {
    const { status, of } = await doctor({ cwd, env: { OLLAMA_HOST: await open() } });
    expect(status).toBe(1);
    expect(of('Ollama')).toEqual({
      name: 'Ollama',
      status: 'broken',
      message: expect.stringMatching(message),
      fix: expect.stringMatching(fix),
    });
    expect(of('Ollama')?.fix).not.toContain('ollama serve');
  });
});

describe('a state folder with files that are no databases', () => {
  it.each([
    ['journal.sqlite', 'Journal'],
    ['directus.sqlite', 'Directus'],
  ])('%s is a broken %s', async (file, name) => {
    const cwd = folder({ [`.genie-actions/state/${file}`]: 'no database '.repeat(1000) });
    const { status, of } = await doctor({ cwd, env: { OLLAMA_HOST: await serve('{"models":[]}') } });
    expect(status).toBe(1);
    expect(of(name)).toMatchObject({ status: 'broken', fix: expect.stringContaining(file) });
  });
});

describe('the model of the browser', () => {
  const step = { type: 'stagehand_start', result_key: 'page', config: {} };
  const cwd = folder({ 'flows/look.json': { slug: 'look', name: 'Look', steps: [step] } });
  const named = async (env: Record<string, string>) =>
    doctor({ cwd, env: { OLLAMA_HOST: await serve('{"models":[]}'), ...env } });

  it('is missing where a flow uses a browser and none is named', async () => {
    const { of } = await named({});
    expect(of('Browser model')).toMatchObject({
      status: 'missing',
      message: expect.stringContaining('needed by look'),
      fix: expect.stringContaining('STAGEHAND_MODEL or OLLAMA_MODEL'),
    });
  });

  it('is not on Ollama', async () => {
    const { of } = await named({ STAGEHAND_MODEL: 'ollama/m:1b' });
    expect(of('Browser model')).toBeUndefined();
    expect(of('Model')).toMatchObject({ status: 'broken', message: 'm:1b is not there (used by the browser)' });
  });

  it('is the business of a browser server', async () => {
    const { of } = await named({ STAGEHAND_URL: NOWHERE, STAGEHAND_MODEL: 'm:1b' });
    expect([of('Browser model'), of('Model')]).toEqual([undefined, undefined]);
  });
});

describe('a Redis', () => {
  const refusalOf = (redisCommand: string) =>
    /auth/i.test(redisCommand)
      ? '-WRONGPASS invalid username-password pair or user is disabled.\r\n'
      : '-NOAUTH Authentication required.\r\n';

  it('that does not take the password is told apart from one that is not there', async () => {
    const redis = createTcpServer((socket) => {
      socket
        .on('error', () => {})
        .on('data', (data) => {
          for (const command of data
            .toString()
            .split(/^\*\d+\r\n/m)
            .slice(1))
            socket.write(refusalOf(command));
        });
    });
    servers.push(redis);
    await new Promise<void>((resolve) => {
      redis.listen(0, '127.0.0.1', resolve);
    });
    const place = `127.0.0.1:${(redis.address() as AddressInfo).port}`;
    const { status, of } = await doctor({
      env: { OLLAMA_HOST: await serve('{"models":[]}'), REDIS_URL: `redis://:hush@${place}` },
    });
    expect(status).toBe(1);
    expect(of('Redis')).toEqual({
      name: 'Redis',
      status: 'broken',
      message: `${place} does not take this user or password`,
      fix: 'Correct them in REDIS_URL.',
    });
  });
});

describe('what is configured', () => {
  it.each([
    ['Redis', { REDIS_URL: 'redis://127.0.0.1:9' }],
    ['Directus', { DIRECTUS_URL: NOWHERE }],
    ['Chromium', { CHROME_PATH: '/nowhere/chrome' }],
  ])('%s is broken when it is not there', async (name, env) => {
    const { status, of } = await doctor({ env: { OLLAMA_HOST: await serve('{"models":[]}'), ...env } });
    expect(status).toBe(1);
    expect(of(name)).toMatchObject({ status: 'broken', fix: expect.any(String) });
  });

  it('is not a Directus just because it answers', async () => {
    const url = await serve('<html>');
    const { of } = await doctor({ env: { DIRECTUS_URL: url } });
    expect(of('Directus')).toMatchObject({
      status: 'broken',
      message: expect.stringContaining('does not answer as a Directus does'),
    });
  });

  it('reports a wrong configuration as a finding', async () => {
    const { status, of } = await doctor({ cwd: folder({ 'genie-actions.config.json': { olama: 1 } }) });
    expect(status).toBe(1);
    expect(of('Configuration')).toMatchObject({
      status: 'broken',
      message: expect.stringContaining('did you mean "ollama"?'),
    });
  });

  it('reports flows that cannot be read and a file in place of the state folder', async () => {
    const cwd = folder({ 'flows/broken.json': '{', state: 'a file' });
    const { status, of } = await doctor({ cwd, env: { OLLAMA_HOST: await serve('{"models":[]}') } });
    expect(status).toBe(1);
    expect(of('Flows')).toMatchObject({ status: 'broken', fix: expect.stringContaining('broken.json') });
    const { stdout } = await command(['doctor', '--state-dir', 'state'], { cwd });
    expect(stdout).toMatch(/✗ State folder +.*is a file, not a folder/);
  });
});
