import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import type { BrowserPort } from '../../src/ports/index.ts';
import { stagehandAct } from '../../src/steps/stagehand-act.ts';
import { stagehandClose } from '../../src/steps/stagehand-close.ts';
import { stagehandCookieLogin } from '../../src/steps/stagehand-cookie-login.ts';
import { stagehandExtractCached } from '../../src/steps/stagehand-extract-cached.ts';
import { stagehandExtract } from '../../src/steps/stagehand-extract.ts';
import { stagehandNavigate } from '../../src/steps/stagehand-navigate.ts';
import { stagehandStart } from '../../src/steps/stagehand-start.ts';
import { stagehand } from '../../src/steps/stagehand.ts';
import { type FakePortAnswers, memoryCache, recordingPorts, rejection, runStep, stepContext } from '../fakes/ports.ts';

const PAGE = 'https://example.com/stats';

function browser(answers: Partial<BrowserPort> = {}, more: FakePortAnswers = {}) {
  let opened = 0;
  const fake = recordingPorts({
    browser: {
      start: async () => ({ sessionId: `s${++opened}` }),
      navigate: async (_, { url }) => ({ url, title: 'Stats', status: 200 }),
      act: async (_, { action }) => ({ success: true, message: 'clicked', action }),
      extract: async () => ({ subscribers: 7 }),
      observe: async () => [{ selector: 'xpath=/a', description: 'link', method: 'click', arguments: [] }],
      screenshot: async () => ({ file: 'shot.png' }),
      getCookies: async () => [{ name: 'sid', value: 'secret-cookie' }],
      setCookies: async () => {},
      ...answers,
    },
    ...more,
  });
  return { ...fake, context: stepContext(fake.ports) };
}

describe('stagehand_start', () => {
  it('opens a session that is closed with the run', async () => {
    const { context, calls, names } = browser();
    const config = {
      viewport: { width: 800, height: 600 },
      allowed_domains: ['example.com'],
      headers: { Authorization: 'Bearer abc' },
    };
    expect(await runStep(stagehandStart, config, context)).toEqual({ sessionId: 's1' });
    expect(calls[0]!.args[0]).toEqual({
      viewport: config.viewport,
      allowedDomains: ['example.com'],
      headers: config.headers,
    });
    expect(context.secrets).toEqual(['Bearer abc', 'abc']);
    expect(context.releases).toHaveLength(1);
    await context.releases[0]!();
    expect(names()).toEqual(['browser.start', 'browser.closeSession']);
  });

  it('leaves nothing to close when the browser does not open', async () => {
    const { context } = browser({ start: () => Promise.reject(new Error('no display')) });
    await expect(runStep(stagehandStart, {}, context)).rejects.toThrow('no display');
    expect(context.releases).toEqual([]);
  });
});

describe('stagehand_navigate', () => {
  const go = (answer: Awaited<ReturnType<BrowserPort['navigate']>>) =>
    runStep(
      stagehandNavigate,
      { sessionId: 's1', url: `${PAGE}?token=abc` },
      browser({ navigate: async () => answer }).context,
    );

  it('gives where the browser ended up', async () => {
    const answer = { url: 'https://example.com/login', title: 'Log in', status: 200 };
    expect(await go(answer)).toEqual(answer);
  });

  it.each([
    ['a connection that was refused', { url: 'chrome-error://chromewebdata/', title: '', status: null }, true],
    ['an error page of the browser', { url: 'chrome-error://chromewebdata/', title: '', status: 200 }, true],
    ['a page that is not there', { url: PAGE, title: 'Not found', status: 404 }, false],
    ['a server that fails', { url: PAGE, title: '', status: 503 }, true],
  ])('fails for %s', async (_, answer, isRetryable) => {
    const error = await rejection(go(answer));
    expect(error).toMatchObject({ code: 'NAVIGATION_FAILED', isRetryable: isRetryable || answer.status === null });
    expect(error.message).toContain(PAGE);
    expect(error.message).not.toContain('abc');
  });

  it.each([
    ['file:///etc/hostname'],
    ['chrome://crash'],
    ['javascript:alert(1)'],
    ['example.com'],
    ['data:text/html,x'],
  ])('refuses %s', (url) => {
    expect(stagehandNavigate.config.safeParse({ sessionId: 's1', url }).success).toBe(false);
  });
});

describe('stagehand_act', () => {
  it('gives what was done, and keeps secret variables out of sight', async () => {
    const { context, calls } = browser();
    const request = {
      action: 'type %password% into the field',
      variables: { password: 'hunter22', user: 'ann' },
      selector: '#login',
    };
    expect(await runStep(stagehandAct, { sessionId: 's1', ...request }, context)).toEqual({
      success: true,
      message: 'clicked',
      action: request.action,
    });
    expect(calls[0]!.args.slice(0, 2)).toEqual(['s1', request]);
    expect(context.secrets).toEqual(['hunter22']);
  });

  it('fails when the browser says that it did not work', async () => {
    const { context } = browser({
      act: async (_, { action }) => ({ success: false, message: 'No action found', action }),
    });
    const error = await rejection(runStep(stagehandAct, { sessionId: 's1', action: 'click' }, context));
    expect(error).toMatchObject({ code: 'ACT_FAILED', message: 'The action did not work: No action found' });
  });
});

describe('stagehand_extract', () => {
  const settings = { sessionId: 's1', instruction: 'Count the subscribers' };

  it('asks with a JSON Schema, made of the short form, and checks the answer', async () => {
    const { context, calls } = browser();
    expect(await runStep(stagehandExtract, { ...settings, schema: { subscribers: 'number' } }, context)).toEqual({
      subscribers: 7,
    });
    expect(calls[0]!.args[1]).toEqual({
      instruction: settings.instruction,
      schema: { type: 'object', properties: { subscribers: { type: 'number' } }, required: ['subscribers'] },
    });
    const wrong = runStep(stagehandExtract, { ...settings, schema: { subscribers: 'string' } }, context);
    expect(await rejection(wrong)).toMatchObject({
      code: 'FORMAT_MISMATCH',
      data: { problems: ['subscribers: must be a text (got 7)'] },
    });
  });

  it('gives the content without a schema', async () => {
    const { context } = browser({ extract: async () => ({ content: 'Seven subscribers' }) });
    expect(await runStep(stagehandExtract, settings, context)).toEqual({ content: 'Seven subscribers' });
  });

  it('has a stub and a type of the asked shape', async () => {
    const config = { ...settings, schema: { posts: { type: 'array', items: { title: 'string' } } } };
    expect(await stagehandExtract.stub(stagehandExtract.config.parse(config), stepContext())).toEqual({
      posts: [{ title: 'title' }],
    });
    expect(stagehandExtract.resultType(config)).toMatchObject({ properties: { posts: { type: 'array' } } });
    expect(stagehandExtract.resultType({ ...settings, schema: '$input.schema' })).toBeUndefined();
  });
});

describe('stagehand_extract_cached', () => {
  const config = (more: JsonObject = {}): JsonObject => ({ sessionId: 's1', url: PAGE, instruction: 'Count', ...more });
  const extracts = (names: string[]) => names.filter((name) => name === 'browser.extract').length;

  it('takes the same extract from the cache, across runs', async () => {
    const cache = memoryCache();
    const first = browser({}, { cache });
    const second = browser({ extract: async () => 'live' }, { cache });
    expect(await runStep(stagehandExtractCached, config(), first.context)).toEqual({ subscribers: 7 });
    expect(first.names()).toEqual(['browser.navigate', 'browser.extract']);
    expect(await runStep(stagehandExtractCached, config({ sessionId: 'other' }), second.context)).toEqual({
      subscribers: 7,
    });
    expect(second.names()).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['page', { url: 'https://example.com/other' }],
    ['instruction', { instruction: 'Count the posts' }],
    ['schema', { schema: { subscribers: 'number' } }],
    ['selector', { selector: 'main' }],
  ])('extracts anew for another %s', async (_, change) => {
    const { context, names } = browser();
    await runStep(stagehandExtractCached, config(), context);
    await runStep(stagehandExtractCached, config(change), context);
    expect(extracts(names())).toBe(2);
  });

  it('stores for ten minutes unless told otherwise', async () => {
    const ttls: Array<number | undefined> = [];
    const set = async (_: string, __: string, ___: Json, ttlMs?: number) => void ttls.push(ttlMs);
    const { context } = browser({}, { cache: { set } });
    await runStep(stagehandExtractCached, config(), context);
    await runStep(stagehandExtractCached, config({ ttl_ms: 5 }), context);
    expect(ttls).toEqual([600_000, 5]);
  });

  it('does not cache what shows a secret', async () => {
    const { context, names } = browser({ extract: async () => ({ greeting: 'Welcome open-sesame' }) });
    context.addSecret('open-sesame');
    for (let i = 0; i < 2; i++) await runStep(stagehandExtractCached, config(), context);
    expect(extracts(names())).toBe(2);
  });

  it('does not open the page again when the session is there', async () => {
    const { context, names } = browser();
    await runStep(stagehandNavigate, { sessionId: 's1', url: PAGE }, context);
    await runStep(stagehandExtractCached, config(), context);
    expect(names()).toEqual(['browser.navigate', 'browser.extract']);
  });

  it('goes by the page that was opened last when it has no url, and caches nothing when none is known', async () => {
    const known = browser();
    await runStep(stagehandNavigate, { sessionId: 's1', url: PAGE }, known.context);
    for (let i = 0; i < 2; i++)
      await runStep(stagehandExtractCached, { sessionId: 's1', instruction: 'Count' }, known.context);
    expect(extracts(known.names())).toBe(1);
    const unknown = browser();
    for (let i = 0; i < 2; i++)
      await runStep(stagehandExtractCached, { sessionId: 's1', instruction: 'Count' }, unknown.context);
    expect(extracts(unknown.names())).toBe(2);
  });

  it('keeps what one person sees from another', async () => {
    const cache = memoryCache();
    const asAnn = browser({}, { cache, ...loginPorts() });
    const asBob = browser({ extract: async () => ({ subscribers: 1 }) }, { cache, ...loginPorts() });
    const nobody = browser({ extract: async () => ({ subscribers: 0 }) }, { cache });
    const login = (id: string) => ({ creator_profile_id: id, platform: 'onlyfans', url: PAGE });
    await runStep(stagehandCookieLogin, login('ann'), asAnn.context);
    await runStep(stagehandCookieLogin, login('bob'), asBob.context);
    const results = [asAnn, asBob, nobody].map(({ context }) => runStep(stagehandExtractCached, config(), context));
    expect(await Promise.all(results)).toEqual([{ subscribers: 7 }, { subscribers: 1 }, { subscribers: 0 }]);
  });

  it('takes a session with own headers for another person', async () => {
    const cache = memoryCache();
    const one = browser({}, { cache });
    const other = browser({ extract: async () => ({ subscribers: 1 }) }, { cache });
    await runStep(stagehandExtractCached, config(), one.context);
    await runStep(stagehandStart, { headers: { Cookie: 'sid=1' } }, other.context);
    expect(await runStep(stagehandExtractCached, config(), other.context)).toEqual({ subscribers: 1 });
  });
});

function loginPorts(rows: JsonObject[] = [{ id: 1, cookies: { enc: 'v1:a:b:c' } }]): FakePortAnswers {
  return {
    directus: { readItems: async () => rows },
    credentials: { decryptCookies: async () => [{ name: 'sid', value: 'secret-cookie', domain: 'onlyfans.com' }] },
  };
}

describe('stagehand_cookie_login', () => {
  const config = { creator_profile_id: 'cp-1', platform: 'onlyfans', url: PAGE };

  it('opens a session, sets the stored cookies and goes to the page', async () => {
    const { context, calls, names } = browser({}, loginPorts());
    expect(await runStep(stagehandCookieLogin, config, context)).toEqual({ sessionId: 's1', url: PAGE });
    expect(names()).toEqual([
      'directus.readItems',
      'credentials.decryptCookies',
      'browser.start',
      'browser.setCookies',
      'browser.navigate',
    ]);
    expect(calls[0]!.args[1]).toMatchObject({
      filter: { _and: [{ creator_profile_id: { _eq: 'cp-1' } }, { platform: { _eq: 'onlyfans' } }] },
    });
    expect(calls[3]!.args.slice(0, 2)).toEqual([
      's1',
      [{ name: 'sid', value: 'secret-cookie', domain: 'onlyfans.com' }],
    ]);
    expect(context.secrets).toEqual(['secret-cookie']);
    expect(context.releases).toHaveLength(1);
  });

  it('takes the newest stored session', async () => {
    const rows = ['2025-01-01', '2025-12-01', '2025-06-01'].map((day) => ({
      captured_at: `${day}T00:00:00Z`,
      cookies: day,
    }));
    const { context, calls } = browser({}, loginPorts(rows));
    await runStep(stagehandCookieLogin, config, context);
    expect(calls[1]!.args).toEqual(['2025-12-01']);
  });

  it.each<[string, JsonObject[], string]>([
    ['there is no stored session', [], 'PLATFORM_SESSION_NOT_FOUND'],
    ['the stored session has no cookies', [{ id: 1, cookies: null }], 'PLATFORM_SESSION_NOT_FOUND'],
    [
      'the stored session has expired',
      [{ cookies: 'x', expires_at: '2025-12-31T00:00:00Z' }],
      'PLATFORM_SESSION_EXPIRED',
    ],
  ])('fails before a browser opens when %s', async (_, rows, code) => {
    const { context, names } = browser({}, loginPorts(rows));
    const error = await rejection(runStep(stagehandCookieLogin, config, context));
    expect(error).toMatchObject({ code, isRetryable: false });
    expect(names()).not.toContain('browser.start');
  });

  it('has its session closed with the run also when the page fails', async () => {
    const { context } = browser({ navigate: async () => ({ url: PAGE, title: '', status: 500 }) }, loginPorts());
    expect(await rejection(runStep(stagehandCookieLogin, config, context))).toMatchObject({
      code: 'NAVIGATION_FAILED',
    });
    expect(context.releases).toHaveLength(1);
  });
});

describe('stagehand_close', () => {
  it('may be called twice', async () => {
    const { context, names } = browser();
    expect(await runStep(stagehandClose, { sessionId: 's1' }, context)).toEqual({ closed: true });
    expect(await runStep(stagehandClose, { sessionId: 's1' }, context)).toEqual({ closed: true });
    expect(names()).toEqual(['browser.closeSession', 'browser.closeSession']);
  });
});

describe('stagehand', () => {
  it('has one session of the run, opened at the first use, and goes to the url first', async () => {
    const { context, calls, names } = browser();
    const extract = { action: 'extract', params: { url: PAGE, instruction: 'Count' } };
    expect(await runStep(stagehand, extract, context)).toEqual({ subscribers: 7 });
    await runStep(stagehand, { action: 'act', params: { instruction: 'click' } }, context);
    expect(names()).toEqual(['browser.start', 'browser.navigate', 'browser.extract', 'browser.act']);
    expect(calls.slice(1).map(({ args }) => args[0])).toEqual(['s1', 's1', 's1']);
    expect(context.releases).toHaveLength(1);
  });

  it('opens that session once when steps use it at the same time', async () => {
    const { context, names } = browser();
    const observe = () => runStep(stagehand, { action: 'observe' }, context);
    await Promise.all([observe(), observe(), observe()]);
    expect(names().filter((name) => name === 'browser.start')).toHaveLength(1);
  });

  it('tries again to open it when the first try failed', async () => {
    let tries = 0;
    const start = async () => {
      if (++tries === 1) throw new Error('busy');
      return { sessionId: 's1' };
    };
    const { context } = browser({ start });
    await expect(runStep(stagehand, { action: 'observe' }, context)).rejects.toThrow('busy');
    expect(await runStep(stagehand, { action: 'observe' }, context)).toHaveLength(1);
  });

  it('opens another one after it was closed, and closes nothing that is not open', async () => {
    const { context, names } = browser();
    expect(await runStep(stagehand, { action: 'close' }, context)).toEqual({ closed: true });
    expect(names()).toEqual([]);
    expect(await runStep(stagehand, { action: 'start' }, context)).toEqual({ sessionId: 's1' });
    await runStep(stagehand, { action: 'close' }, context);
    expect(await runStep(stagehand, { action: 'screenshot' }, context)).toEqual({ file: 'shot.png' });
    expect(names()).toEqual(['browser.start', 'browser.closeSession', 'browser.start', 'browser.screenshot']);
  });

  it.each<[string, JsonObject]>([
    ['beside the action', { action: 'observe', sessionId: 'mine' }],
    ['among the params', { action: 'observe', params: { sessionId: 'mine' } }],
  ])('uses a session that is named %s', async (_, config) => {
    const { context, calls } = browser();
    await runStep(stagehand, config, context);
    expect(calls.map(({ name, args }) => [name, args[0]])).toEqual([['browser.observe', 'mine']]);
  });

  it('shows the names of cookies, never their values', async () => {
    const { context } = browser();
    expect(await runStep(stagehand, { action: 'get-cookies' }, context)).toEqual(['sid']);
    expect(context.secrets).toEqual(['secret-cookie']);
    const cookies = [{ name: 'a', value: 'another-secret', url: PAGE }];
    expect(await runStep(stagehand, { action: 'set-cookies', params: { cookies } }, context)).toEqual({ set: 1 });
    expect(context.secrets).toEqual(['secret-cookie', 'another-secret']);
  });

  it('fails as its twins do', async () => {
    const failing = browser({ act: async (_, { action }) => ({ success: false, message: 'No', action }) });
    const act = { action: 'act', params: { action: 'click' } };
    expect(await rejection(runStep(stagehand, act, failing.context))).toMatchObject({ code: 'ACT_FAILED' });
    const gone = browser({ navigate: async () => ({ url: PAGE, title: '', status: 404 }) });
    const extract = { action: 'extract', params: { url: PAGE, instruction: 'Count' } };
    expect(await rejection(runStep(stagehand, extract, gone.context))).toMatchObject({ code: 'NAVIGATION_FAILED' });
    expect(gone.names()).not.toContain('browser.extract');
  });

  it.each<[JsonObject]>([
    [{ action: 'navigate' }],
    [{ action: 'act', params: {} }],
    [{ action: 'extract', params: { url: PAGE } }],
    [{ action: 'set-cookies' }],
    [{ action: 'extract', params: { instruction: 'x', url: 'file:///etc/passwd' } }],
    [{ action: 'dance' }],
  ])('refuses %j', (config) => {
    expect(stagehand.config.safeParse(config).success).toBe(false);
  });

  it.each<[JsonObject, Json]>([
    [{ action: 'start' }, { sessionId: 'stub-session-run-1-0' }],
    [
      { action: 'navigate', params: { url: PAGE } },
      { url: PAGE, title: 'Stub page', status: 200 },
    ],
    [
      { action: 'act', params: { instruction: 'click' } },
      { success: true, message: 'Stubbed', action: 'click' },
    ],
    [{ action: 'extract', params: { instruction: 'Count', schema: { subscribers: 'number' } } }, { subscribers: 0 }],
    [{ action: 'extract', params: { instruction: 'Count' } }, { content: 'Stub content for: Count' }],
    [
      { action: 'observe' },
      [{ selector: 'xpath=/html/body', description: 'Stub element', method: 'click', arguments: [] }],
    ],
    [{ action: 'screenshot' }, { file: 'stub-screenshot.png' }],
    [{ action: 'get-cookies' }, []],
    [{ action: 'set-cookies', params: { cookies: [{ name: 'a', value: 'b', url: PAGE }] } }, { set: 1 }],
    [{ action: 'close' }, { closed: true }],
  ])('stubs %j without a browser', async (config, stub) => {
    const { context, names } = browser();
    expect(await stagehand.stub(stagehand.config.parse(config), context)).toEqual(stub);
    expect(names()).toEqual([]);
    expect(stagehand.resultType(config)).toBeDefined();
  });

  it('changes something only when it acts', () => {
    const effects = [
      'start',
      'navigate',
      'act',
      'extract',
      'observe',
      'screenshot',
      'get-cookies',
      'set-cookies',
      'close',
    ].map((action) => stagehand.effectOf({ action }));
    expect(effects.filter((effect) => effect === 'write')).toHaveLength(1);
    expect(stagehand.effectOf({ action: 'act' })).toBe('write');
    expect(stagehand.effectOf({ action: '{{params.action}}' })).toBe('write');
  });
});
