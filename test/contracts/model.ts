import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ModelPort } from '../../src/ports/index.ts';
import { type OllamaServerOptions, startOllamaServer } from '../fakes/ollama-server.ts';

/** What every adapter of the model port must do. `open` connects it to a server, with `dolphin3:8b` as the default model. */
export function describeModelPort(name: string, open: (url: string) => ModelPort): void {
  async function serve(options: OllamaServerOptions) {
    const server = await startOllamaServer(options);
    return { server, model: open(server.url), [Symbol.asyncDispose]: () => server.close() };
  }

  describe(`model port: ${name}`, () => {
    it('joins a streamed answer and keeps the fields of the last record', async () => {
      await using served = await serve({ answer: () => 'A fresh look at winter' });
      const answer = await served.model.generate({ prompt: 'Write a caption' });
      expect(answer).toMatchObject({
        model: 'dolphin3:8b',
        response: 'A fresh look at winter',
        done: true,
        eval_count: 5,
      });
    });

    it('tells each token as it arrives', async () => {
      await using served = await serve({ answer: () => ({ tokens: ['A ', 'B ', 'C'], tokenDelayMs: 5 }) });
      const seen: Array<[number, string]> = [];
      await served.model.generate({ prompt: 'x' }, { onToken: (count, text) => seen.push([count, text]) });
      expect(seen).toEqual([
        [1, 'A '],
        [2, 'B '],
        [3, 'C'],
      ]);
    });

    it('answers a chat with a message and its text', async () => {
      await using served = await serve({ answer: ({ system, prompt }) => `${system}: ${prompt}` });
      const answer = await served.model.chat({ system: 'Be kind', messages: [{ role: 'user', content: 'Hello' }] });
      expect(answer.response).toBe('Be kind: Hello');
      expect(answer.message).toEqual({ role: 'assistant', content: 'Be kind: Hello' });
    });

    it('passes format, options and keep_alive on', async () => {
      await using served = await serve({});
      const format = { type: 'object', properties: { ok: { type: 'boolean' } } };
      await served.model.generate({
        prompt: 'x',
        format,
        options: { temperature: 0, num_ctx: 8192 },
        keep_alive: '5m',
      });
      expect(served.server.lastBody()).toMatchObject({
        format,
        options: { temperature: 0, num_ctx: 8192 },
        keep_alive: '5m',
        stream: true,
      });
    });

    it('always says how large the context has to be', async () => {
      await using served = await serve({});
      await served.model.generate({ prompt: 'short' });
      await served.model.chat({ messages: [{ role: 'user', content: 'one two three '.repeat(2000) }] });
      const sizes = served.server.requests.map(({ body }) => (body.options as { num_ctx: number }).num_ctx);
      expect(sizes).toEqual([4096, 16_384]);
    });

    it('lists the installed models', async () => {
      await using served = await serve({ models: ['qwen3:4b', 'dolphin3:8b'] });
      expect(await served.model.listModels()).toEqual([
        { name: 'qwen3:4b', size: 4_920_757_726, modified_at: '2026-10-01T08:00:00.000000000Z' },
        { name: 'dolphin3:8b', size: 4_920_757_726, modified_at: '2026-10-01T08:00:00.000000000Z' },
      ]);
    });

    it('names the missing model, the command that gets it and the models that are there', async () => {
      await using served = await serve({ models: ['qwen3:4b'] });
      await expect(served.model.generate({ prompt: 'x' })).rejects.toMatchObject({
        code: 'MODEL_NOT_FOUND',
        message: 'The model "dolphin3:8b" is not installed',
        detail: expect.stringMatching(/ollama pull dolphin3:8b.*Installed there: qwen3:4b/s),
        isRetryable: false,
      });
    });

    it.each([
      ['the error text of the server', { error: 'llama runner process has terminated' }, 'MODEL_FAILED'],
      [
        'an error in the middle of the stream',
        { text: 'a b c', errorAfter: { tokens: 2, error: 'out of memory' } },
        'MODEL_FAILED',
      ],
      ['a connection that is cut in the middle', { text: 'a b c', cutAfter: 2 }, 'BAD_ANSWER'],
      ['an answer that ends without its last record', { text: 'a b c', stopAfter: 2 }, 'BAD_ANSWER'],
      ['a line that is not JSON', { text: 'a b c', garbageAfter: 1 }, 'BAD_ANSWER'],
      ['a web page', { raw: { body: '<!doctype html><title>Sign in</title>' } }, 'BAD_ANSWER'],
      ['a web page with an error status', { raw: { body: '<h1>Bad gateway</h1>', status: 502 } }, 'MODEL_FAILED'],
      ['a connection that is closed before the answer', { cutAfter: 0 }, 'CONNECTION_LOST'],
      ['too many requests', { error: 'busy', status: 429, headers: { 'retry-after': '2' } }, 'RATE_LIMITED'],
    ])('reports %s', async (_case, script, code) => {
      await using served = await serve({ answer: () => script });
      await expect(served.model.generate({ prompt: 'x' })).rejects.toMatchObject({ service: 'model', code });
    });

    it('says how to start a server that is not there', async () => {
      const server = await startOllamaServer();
      await server.close();
      await expect(open(server.url).generate({ prompt: 'x' })).rejects.toMatchObject({
        code: 'UNAVAILABLE',
        detail: expect.stringMatching(/OLLAMA_HOST/),
      });
    });

    it.each([
      ['while the server says nothing', { hangAfter: 0 }],
      ['in the middle of the stream', { text: 'a b c', hangAfter: 2 }],
      ['between two tokens', { text: 'a b c d e f g h', tokenDelayMs: 60 }],
    ])('an abort %s ends the request within 250 ms', async (_case, script) => {
      await using served = await serve({ answer: () => script });
      const abort = new AbortController();
      const answer = served.model.generate({ prompt: 'x' }, { signal: abort.signal });
      answer.catch(() => {});
      await served.server.waitForRequests(1);
      await sleep(80);
      const abortedAt = performance.now();
      abort.abort(new Error('enough'));
      await expect(answer).rejects.toThrow('enough');
      await served.server.waitForClosed(1);
      expect(performance.now() - abortedAt).toBeLessThan(250);
    });

    it('asks nobody when the signal is aborted already', async () => {
      await using served = await serve({});
      const signal = AbortSignal.abort(new Error('too late'));
      await expect(served.model.generate({ prompt: 'x' }, { signal })).rejects.toThrow('too late');
      expect(served.server.count()).toBe(0);
    });
  });
}
