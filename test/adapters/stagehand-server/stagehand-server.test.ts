import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stagehandServer, UPSTREAM_ROUTES } from '../../../src/adapters/stagehand-server/index.ts';
import { configSchema } from '../../../src/config/schema.ts';
import type { BrowserPort } from '../../../src/ports/index.ts';
import { send, startStagehandServer, type StagehandServerFake } from '../../fakes/stagehand-server.ts';

let server: StagehandServerFake;
let browser: BrowserPort;

beforeEach(async () => {
  server = await startStagehandServer();
  browser = stagehandServer({ url: server.url });
});

afterEach(async () => {
  await browser.close();
  await server[Symbol.asyncDispose]();
});

describe('the routes of the published server', () => {
  it('names the model and the viewport when it starts a session', async () => {
    const other = stagehandServer({ url: `${server.url}/`, model: 'ollama/qwen2.5' });
    await other.start({ viewport: { width: 800, height: 600 } });
    expect(server.calls).toEqual([
      [
        'start',
        {
          modelName: 'ollama/qwen2.5',
          browser: { type: 'local', launchOptions: { viewport: { width: 800, height: 600 } } },
        },
      ],
    ]);
    await other.close();
    expect(server.open.size).toBe(0);
  });

  it('sends each operation to its route and takes the result out of the answer', async () => {
    const { sessionId } = await browser.start({});
    const page = await browser.navigate(sessionId, { url: 'http://example.com', waitUntil: 'load' });
    expect(page).toEqual({ url: 'http://example.com/profile', title: '', status: 200 });
    expect(
      await browser.act(sessionId, { action: 'type %q%', variables: { q: 'shoes' }, selector: '#search' }),
    ).toEqual({ success: true, message: 'clicked', action: 'the button' });
    const schema = { type: 'object', properties: { subscribers: { type: 'number' } } };
    expect(await browser.extract(sessionId, { instruction: 'count', schema })).toEqual({ subscribers: 1234 });
    expect(await browser.observe(sessionId, {})).toEqual([
      { selector: 'xpath=/html/body/button', description: 'Buy', method: 'click', arguments: [] },
    ]);
    await browser.closeSession(sessionId);
    expect(server.calls.slice(1)).toEqual([
      ['navigate', { url: 'http://example.com/', options: { waitUntil: 'load' } }],
      ['act', { input: 'type %q%', options: { variables: { q: 'shoes' }, selector: '#search' } }],
      ['extract', { instruction: 'count', schema }],
      ['observe', {}],
      ['end', {}],
    ]);
  });

  it('gives the text of a page as its content when there is no schema', async () => {
    const { sessionId } = await browser.start({});
    server.setAnswer('extract', (response) => send(response, 200, { data: { result: { extraction: 'Hello' } } }));
    expect(await browser.extract(sessionId, { instruction: 'read' })).toEqual({ content: 'Hello' });
  });

  it('passes on that an action did not work', async () => {
    const { sessionId } = await browser.start({});
    server.setAnswer('act', (response) =>
      send(response, 200, { success: true, data: { result: { success: false, message: 'No action found' } } }),
    );
    expect(await browser.act(sessionId, { action: 'buy' })).toEqual({
      success: false,
      message: 'No action found',
      action: 'buy',
    });
  });
});

describe('a route table of its own', () => {
  it('can be written in the configuration, for each operation', () => {
    expect(configSchema.safeParse({ stagehand: { routes: UPSTREAM_ROUTES } }).success).toBe(true);
    expect(configSchema.safeParse({ stagehand: { routes: { fly: false } } }).success).toBe(false);
  });

  it('replaces routes, under the path of the server', async () => {
    server.setAnswer('press', (response) => send(response, 200, { result: { success: true, message: 'ok' } }));
    const other = stagehandServer({ url: server.url, routes: { act: 'PUT /v2/sessions/{sessionId}/press' } });
    const { sessionId } = await other.start({});
    expect(await other.act(sessionId, { action: 'buy' })).toMatchObject({ success: true });
    expect(server.requests.at(-1)).toMatchObject({ method: 'PUT', url: `/v2/sessions/${sessionId}/press` });
    await other.close();
  });

  it('offers cookies and screenshots where they have routes', async () => {
    server.setAnswer('cookies', (response) => send(response, 200, { cookies: [{ name: 'a', value: 'b' }] }));
    const other = stagehandServer({ url: server.url, routes: { getCookies: 'GET /v1/sessions/{sessionId}/cookies' } });
    const { sessionId } = await other.start({});
    expect(await other.getCookies(sessionId)).toEqual([{ name: 'a', value: 'b' }]);
    await expect(other.screenshot(sessionId)).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
    await other.close();
  });

  it.each([
    ['act', 'v1/act'],
    ['act', 'POST /v1/act'],
    ['start', 'SEND /v1'],
    ['end', 'POST /v1/sessions/{sessionId}/end now'],
  ])('refuses %s: "%s"', (operation, route) => {
    expect(() => stagehandServer({ url: server.url, routes: { [operation]: route } })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });

  it('encodes the id of a session', async () => {
    server.setAnswer('start', (response) => send(response, 200, { data: { sessionId: '../../admin?x=1' } }));
    const { sessionId } = await browser.start({});
    server.setAnswer('end', (response) => send(response, 200, {}));
    await browser.observe(sessionId, {}).catch(() => undefined);
    expect(server.requests.at(-1)!.url).toBe('/v1/sessions/..%2F..%2Fadmin%3Fx%3D1/observe');
  });
});

describe('what is refused before anything is sent', () => {
  it.each([
    ['headers', { headers: { 'x-test': '1' } }],
    ['a limit on domains', { allowedDomains: ['example.com'] }],
  ])('%s', async (_, options) => {
    await expect(browser.start(options)).rejects.toMatchObject({ code: 'NOT_SUPPORTED', isRetryable: false });
    expect(server.requests).toEqual([]);
  });

  it('addresses that are not http, and sessions of nobody', async () => {
    const { sessionId } = await browser.start({});
    await expect(browser.navigate(sessionId, { url: 'file:///etc/passwd' })).rejects.toMatchObject({
      code: 'INVALID_URL',
    });
    await expect(browser.act('other', { action: 'x' })).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' });
    expect(server.requests).toHaveLength(1);
  });

  it('a session that was closed; closing it again is fine', async () => {
    const { sessionId } = await browser.start({});
    await browser.closeSession(sessionId);
    await browser.closeSession(sessionId);
    await expect(browser.observe(sessionId, {})).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' });
    expect(server.calls.map(([operation]) => operation)).toEqual(['start', 'end']);
  });
});

describe('failures', () => {
  it('tells that nothing answers', async () => {
    const nobody = stagehandServer({ url: 'http://user:word@127.0.0.1:1999' });
    const error = await nobody.start({}).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'UNAVAILABLE', isRetryable: true });
    expect(JSON.stringify([error, (error as Error).message])).not.toContain('word');
  });

  it.each([
    [401, 'INVALID_CREDENTIALS'],
    [429, 'RATE_LIMITED'],
    [500, 'BROWSER_FAILED'],
    [404, 'BROWSER_FAILED'],
  ])('status %i is %s, with the word of the server', async (status, code) => {
    const { sessionId } = await browser.start({});
    server.setAnswer('act', (response) => send(response, status, { success: false, message: 'it is tired' }));
    const error = (await browser.act(sessionId, { action: 'x' }).catch((thrown: unknown) => thrown)) as Error & {
      detail?: string;
    };
    expect(error).toMatchObject({ code });
    expect(`${error.message} ${error.detail}`).toContain('it is tired');
  });

  it.each([
    ['a web page', '<html></html>'],
    ['nothing of an action', '{"data":{"result":{}}}'],
  ])('does not take %s for an answer', async (_, body) => {
    const { sessionId } = await browser.start({});
    server.setAnswer('act', (response) => void response.end(body));
    await expect(browser.act(sessionId, { action: 'x' })).rejects.toMatchObject({
      code: 'BAD_ANSWER',
      isOutcomeUnknown: true,
    });
  });

  it('tells that the outcome is unknown when the server hangs up or is too slow', async () => {
    const hasty = stagehandServer({ url: server.url, timeoutMs: 100 });
    const { sessionId } = await hasty.start({});
    server.setAnswer('act', (response) => void response.destroy());
    const unknown = { isOutcomeUnknown: true };
    await expect(hasty.act(sessionId, { action: 'x' })).rejects.toMatchObject({ code: 'CONNECTION_LOST', ...unknown });
    server.setAnswer('act', () => undefined);
    await expect(hasty.act(sessionId, { action: 'x' })).rejects.toMatchObject({ code: 'TIMEOUT', ...unknown });
    await hasty.close();
  });

  it('counts error pages and error statuses as failures', async () => {
    const { sessionId } = await browser.start({});
    server.setAnswer('navigate', (response) => send(response, 200, { data: { result: { status: 404 } } }));
    await expect(browser.navigate(sessionId, { url: 'http://example.com' })).rejects.toMatchObject({
      code: 'HTTP_STATUS',
    });
    server.setAnswer('navigate', (response) => send(response, 200, { data: { result: { url: 'chrome-error://x/' } } }));
    await expect(browser.navigate(sessionId, { url: 'http://example.com' })).rejects.toMatchObject({
      code: 'NAVIGATION_FAILED',
    });
  });
});

describe('aborting', () => {
  it('rejects at once with the reason and gives up the request', async () => {
    const { sessionId } = await browser.start({});
    server.setAnswer('act', () => undefined);
    const reason = new Error('enough');
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 30);
    const startedAt = performance.now();
    await expect(browser.act(sessionId, { action: 'x' }, { signal: controller.signal })).rejects.toBe(reason);
    expect(performance.now() - startedAt).toBeLessThan(280);
  });

  it('ends a session that is opened after its start was aborted', async () => {
    server.setAnswer('start', async (response) => {
      await new Promise((resolve) => setTimeout(resolve, 80));
      server.open.add('late');
      send(response, 200, { data: { sessionId: 'late' } });
    });
    await expect(browser.start({}, { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    await browser.close();
    expect(server.open.size).toBe(0);
    expect(server.calls.at(-1)).toEqual(['end', {}]);
  });
});

it('sends the credentials of the address as a header', async () => {
  const other = stagehandServer({ url: server.url.replace('//', '//me:se%40cret@') });
  await other.start({});
  expect(server.requests[0]!.headers.authorization).toBe(`Basic ${Buffer.from('me:se@cret').toString('base64')}`);
  await other.close();
});
