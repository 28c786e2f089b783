import { afterEach, describe, expect, it, vi } from 'vitest';
import { ollamaModel } from '../../../src/adapters/ollama-model/index.ts';
import { describeModelPort } from '../../contracts/model.ts';
import { startOllamaServer } from '../../fakes/ollama-server.ts';
import { startSilentListener } from '../../fakes/silent-listener.ts';

describeModelPort('ollama', (url) => ollamaModel({ host: url, defaultModel: 'dolphin3:8b' }));

describe('ollamaModel', () => {
  afterEach(() => vi.restoreAllMocks());

  it('says where a model can be named when none is', async () => {
    await expect(ollamaModel().generate({ prompt: 'x' })).rejects.toMatchObject({
      code: 'MODEL_REQUIRED',
      detail: expect.stringContaining('OLLAMA_MODEL'),
    });
  });

  it('never writes to the console, whatever the server sends', async () => {
    const written = [
      ...(['log', 'warn', 'error', 'info', 'debug'] as const).map((method) => vi.spyOn(console, method)),
      vi.spyOn(process.stdout, 'write'),
      vi.spyOn(process.stderr, 'write'),
    ];
    await using server = await startOllamaServer();
    const model = ollamaModel({ host: server.url, defaultModel: 'm' });
    const scripts = [
      { raw: { body: 'plain trouble', contentType: 'text/plain', status: 500 } },
      { raw: { body: '{broken', contentType: 'application/json', status: 500 } },
      { text: 'a b', garbageAfter: 1 },
      { raw: { body: '<html>' } },
    ];
    for (const script of scripts) {
      server.setAnswer(() => script);
      await expect(model.generate({ prompt: 'x' })).rejects.toHaveProperty('service', 'model');
    }
    expect(written.flatMap((spy) => spy.mock.calls)).toEqual([]);
  });

  it('leaves the caller’s request as it was', async () => {
    await using server = await startOllamaServer();
    const request = Object.freeze({
      messages: [Object.freeze({ role: 'user', content: 'x' })],
      options: Object.freeze({}),
    });
    await ollamaModel({ host: server.url, defaultModel: 'm' }).chat({ ...request });
    expect(request).toEqual({ messages: [{ role: 'user', content: 'x' }], options: {} });
  });

  it('sends the text of an image as it is, even when it is the path of a file', async () => {
    await using server = await startOllamaServer();
    await ollamaModel({ host: server.url, defaultModel: 'm' }).generate({ prompt: 'x', images: ['/etc/hostname'] });
    expect(server.lastBody().images).toEqual(['/etc/hostname']);
  });

  it('sends the configured headers and keeps the path prefix', async () => {
    await using server = await startOllamaServer();
    const model = ollamaModel({
      host: `${server.url}/proxy/`,
      headers: { authorization: 'Bearer t' },
      defaultModel: 'm',
    });
    await expect(model.generate({ prompt: 'x' })).rejects.toMatchObject({ code: 'BAD_ANSWER' });
    expect(server.requests[0]).toMatchObject({ path: '/proxy/api/generate', headers: { authorization: 'Bearer t' } });
  });

  it('refuses a prompt that cannot fit, before it asks', async () => {
    await using server = await startOllamaServer();
    const model = ollamaModel({ host: server.url, defaultModel: 'm', maxContextTokens: 4096 });
    await expect(model.generate({ prompt: 'word '.repeat(4000) })).rejects.toMatchObject({
      code: 'PROMPT_TOO_LONG',
      message: 'The prompt is too long: about 6,763 tokens, and 3,840 fit',
      isRetryable: false,
    });
    expect(server.count()).toBe(0);
  });

  it('stops listening to a model that never stops, and hangs up', async () => {
    const tokens = Array.from({ length: 200 }, () => 'again and again '.repeat(4_000));
    await using server = await startOllamaServer({ answer: () => ({ tokens, hangAfter: 150 }) });
    const asked = ollamaModel({ host: server.url }).generate({ model: 'm', prompt: 'Hi' });
    await expect(asked).rejects.toMatchObject({
      code: 'TOO_LARGE',
      message: 'The answer of the model is longer than 5,000,000 characters',
      detail: expect.stringContaining('num_predict'),
    });
    await server.waitForClosed(1);
  });

  it('notices that the server cut the prompt', async () => {
    await using server = await startOllamaServer({ answer: () => ({ text: 'ok', last: { prompt_eval_count: 2051 } }) });
    const model = ollamaModel({ host: server.url, defaultModel: 'm' });
    await expect(model.generate({ prompt: 'The quick brown fox. '.repeat(3000) })).rejects.toMatchObject({
      code: 'PROMPT_TOO_LONG',
      message: expect.stringContaining('read only 2,051 tokens'),
    });
  });

  it('an abort while connecting leaves no socket behind', async () => {
    await using silent = await startSilentListener();
    const others = connecting();
    const model = ollamaModel({ host: `127.0.0.1:${silent.port}`, defaultModel: 'm' });
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error('enough')), 50);
    const startedAt = performance.now();
    const answer = model.generate({ prompt: 'x' }, { signal: abort.signal });
    await expect(answer).rejects.toThrow('enough');
    expect(performance.now() - startedAt).toBeLessThan(250);
    await new Promise(setImmediate);
    expect(connecting()).toBe(others);
  });
});

function connecting(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPConnectWrap').length;
}
