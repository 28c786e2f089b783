import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BrowserPort } from '../../src/ports/index.ts';
import { startOllamaServer, type OllamaServer } from '../fakes/ollama-server.ts';
import { scriptedDriver, type Script } from '../live/browser/scripted-driver.ts';
import { startPages, type PagesServer } from '../live/services/pages.ts';

export interface OpenedBrowser {
  browser: BrowserPort;
  /** Ends the browser of a session as a crash would. */
  crash(sessionId: string): Promise<void>;
  /** The processes that are left of all sessions. */
  processes(): number;
}

const STATS = {
  type: 'object',
  properties: { subscribers: { type: 'number' } },
  required: ['subscribers'],
};

/** What every adapter of the browser port must do. `open` gives it a model server, whose model is `dolphin3:8b`. */
export function describeBrowserPort(name: string, open: (modelUrl: string) => OpenedBrowser): void {
  describe(`browser port: ${name}`, () => {
    let pages: PagesServer;
    let ollama: OllamaServer;
    let opened: OpenedBrowser;
    let browser: BrowserPort;
    let session: string;

    const script = (next: Script) => ollama.setAnswer(scriptedDriver(next));
    const modelCalls = () => ollama.count('/api/chat');

    beforeAll(async () => {
      pages = await startPages();
      ollama = await startOllamaServer();
      opened = open(ollama.url);
      browser = opened.browser;
      session = (await browser.start({})).sessionId;
    });

    afterAll(async () => {
      await browser.close();
      expect(opened.processes()).toBe(0);
      await ollama.close();
    });

    beforeEach(() => script({}));

    describe('navigate', () => {
      it('tells where it got to, after redirects', async () => {
        expect(await browser.navigate(session, { url: `${pages.url}/redirect?to=/list` })).toEqual({
          url: `${pages.url}/list`,
          title: 'Posts',
          status: 200,
        });
      });

      it('goes to another place on the same page', async () => {
        await browser.navigate(session, { url: `${pages.url}/list` });
        expect(await browser.navigate(session, { url: `${pages.url}/list#end` })).toMatchObject({
          url: `${pages.url}/list#end`,
          status: 200,
        });
      });

      it.each([
        ['/missing', 404, false],
        ['/broken', 500, true],
      ])('fails at %s with its status', async (path, status, isRetryable) => {
        await expect(browser.navigate(session, { url: pages.url + path })).rejects.toMatchObject({
          code: 'HTTP_STATUS',
          data: { status },
          isRetryable,
        });
      });

      it.each([
        ['http://127.0.0.1:1999/', 'ERR_CONNECTION_REFUSED'],
        ['http://127.0.0.1:1/', 'ERR_UNSAFE_PORT'],
        ['http://nowhere.invalid/', 'ERR_NAME_NOT_RESOLVED'],
      ])('fails at %s with the reason of the browser', async (url, reason) => {
        await expect(browser.navigate(session, { url })).rejects.toMatchObject({
          code: 'NAVIGATION_FAILED',
          data: { reason },
        });
      });

      it.each(['/cut', '/loop'])('fails at %s', async (path) => {
        await expect(browser.navigate(session, { url: pages.url + path })).rejects.toMatchObject({
          code: 'NAVIGATION_FAILED',
        });
      });

      it.each([
        'file:///etc/hostname',
        'chrome://version',
        'javascript:1',
        'data:text/html,x',
        'view-source:http://x',
        'x',
      ])('never opens %s', async (url) => {
        await expect(browser.navigate(session, { url })).rejects.toMatchObject({ code: 'INVALID_URL' });
      });

      it.each(['/silent', '/hang'])('gives up %s when it is aborted, and the session goes on', async (path) => {
        const controller = new AbortController();
        const reason = new Error('enough');
        const going = browser.navigate(session, { url: pages.url + path }, { signal: controller.signal });
        await sleep(400);
        const abortedAt = performance.now();
        controller.abort(reason);
        await expect(going).rejects.toBe(reason);
        expect(performance.now() - abortedAt).toBeLessThan(250);
        expect(await browser.navigate(session, { url: `${pages.url}/profile` })).toMatchObject({ status: 200 });
      });
    });

    describe('extract', () => {
      beforeEach(async () => void (await browser.navigate(session, { url: `${pages.url}/profile` })));

      it('gives what the schema asks for, with one question to the model', async () => {
        script({ extract: ({ prompt }) => ({ subscribers: Number(/\b1234\b/.exec(prompt)?.[0]) }) });
        const before = modelCalls();
        expect(await browser.extract(session, { instruction: 'subscribers', schema: STATS })).toEqual({
          subscribers: 1234,
        });
        expect(modelCalls() - before).toBe(1);
      });

      it('gives text without a schema', async () => {
        script({ extract: () => ({ content: 'Mara' }) });
        expect(await browser.extract(session, { instruction: 'name' })).toEqual({ content: 'Mara' });
      });

      it('gives lists', async () => {
        script({ extract: () => ({ value: [1, 2] }) });
        const schema = { type: 'array', items: { type: 'number' } };
        expect(await browser.extract(session, { instruction: 'numbers', schema })).toEqual([1, 2]);
      });

      it.each([
        ['fenced', '```json\n{"subscribers": 7}\n```'],
        ['between sentences', 'Sure! {"subscribers": 7} Is there more?'],
      ])('reads an answer that is %s', async (_, text) => {
        script({ extract: () => text });
        expect(await browser.extract(session, { instruction: 'x', schema: STATS })).toEqual({ subscribers: 7 });
      });

      it('asks once more when the answer does not fit, saying why', async () => {
        const answers: unknown[] = [{ subscribers: 'many' }, { subscribers: 7 }];
        script({ extract: () => answers.shift() });
        expect(await browser.extract(session, { instruction: 'x', schema: STATS })).toEqual({ subscribers: 7 });
        expect(ollama.requests.at(-1)!.prompt).toMatch(/subscribers.*number/s);
      });

      it('fails when the second answer does not fit either', async () => {
        const before = modelCalls();
        script({ extract: () => 'no idea' });
        await expect(browser.extract(session, { instruction: 'x', schema: STATS })).rejects.toMatchObject({
          code: 'FORMAT_MISMATCH',
        });
        expect(modelCalls() - before).toBe(2);
      });

      it('makes whole addresses of links', async () => {
        await browser.navigate(session, { url: `${pages.url}/list` });
        script({ extract: ({ prompt }) => ({ link: /\[(\d+-\d+)\] link: Yoga/.exec(prompt)?.[1] }) });
        const schema = { type: 'object', properties: { link: { type: 'string', format: 'uri' } }, required: ['link'] };
        expect(await browser.extract(session, { instruction: 'link', schema })).toEqual({
          link: `${pages.url}/list?post=2`,
        });
      });

      it('fails when the model names an element without an address', async () => {
        script({ extract: () => ({ link: '0-999999' }) });
        const schema = { type: 'object', properties: { link: { type: 'string', format: 'uri' } }, required: ['link'] };
        await expect(browser.extract(session, { instruction: 'link', schema })).rejects.toMatchObject({
          code: 'FORMAT_MISMATCH',
        });
      });

      it('shows the model only the part that the selector names', async () => {
        await browser.navigate(session, { url: `${pages.url}/list` });
        script({ extract: () => ({ content: 'x' }) });
        await browser.extract(session, { instruction: 'likes', selector: '#list' });
        expect(ollama.requests.at(-1)!.prompt).toContain('Yoga');
        expect(ollama.requests.at(-1)!.prompt).not.toContain('guaranteed');
        await expect(browser.extract(session, { instruction: 'x', selector: '#nothing' })).rejects.toMatchObject({
          code: 'ELEMENT_NOT_FOUND',
        });
      });

      it('says that a page is too long, and what helps, without asking the model', async () => {
        pages.setPage('/long', `<main>${'<p>A row of many words that tell nothing</p>'.repeat(4000)}</main>`);
        await browser.navigate(session, { url: `${pages.url}/long` });
        const before = modelCalls();
        await expect(browser.extract(session, { instruction: 'x', schema: STATS })).rejects.toMatchObject({
          code: 'PROMPT_TOO_LONG',
          detail: expect.stringContaining('selector') as string,
          isRetryable: false,
        });
        expect(modelCalls()).toBe(before);
      });

      it('passes on why the model cannot answer', async () => {
        ollama.setAnswer(() => ({ status: 500, error: 'out of memory' }));
        await expect(browser.extract(session, { instruction: 'x', schema: STATS })).rejects.toMatchObject({
          code: 'MODEL_FAILED',
        });
      });

      it('rejects soon after an abort, and ends the work of the model', async () => {
        ollama.setAnswer(() => ({ hangAfter: 0 }));
        const closed = ollama.requests.filter(({ closedAfterMs }) => closedAfterMs !== undefined).length;
        const before = ollama.requests.length;
        const controller = new AbortController();
        const reading = browser.extract(session, { instruction: 'x', schema: STATS }, { signal: controller.signal });
        await ollama.waitForRequests(before + 1);
        const abortedAt = performance.now();
        controller.abort(new Error('enough'));
        await expect(reading).rejects.toThrow('enough');
        expect(performance.now() - abortedAt).toBeLessThan(250);
        await ollama.waitForClosed(closed + 1);
        script({ extract: () => ({ subscribers: 7 }) });
        expect(await browser.extract(session, { instruction: 'x', schema: STATS })).toEqual({ subscribers: 7 });
      });
    });

    describe('act', () => {
      beforeEach(async () => void (await browser.navigate(session, { url: `${pages.url}/shop` })));
      const count = async () => {
        script({ extract: ({ prompt }) => ({ content: /basket:[^:]*: (\d+)$/m.exec(prompt)?.[1] ?? '?' }) });
        return ((await browser.extract(session, { instruction: 'count' })) as { content: string }).content;
      };

      it('does what the model chose', async () => {
        script({ act: { element: 'button: Buy' } });
        expect(await browser.act(session, { action: 'buy one' })).toMatchObject({ success: true });
        expect(await count()).toBe('1');
      });

      it('does it again on such a page without asking the model', async () => {
        script({ act: { element: 'button: Buy' } });
        await browser.act(session, { action: 'buy another' });
        await browser.navigate(session, { url: `${pages.url}/shop` });
        const before = modelCalls();
        expect(await browser.act(session, { action: 'buy another' })).toMatchObject({ success: true });
        expect(modelCalls()).toBe(before);
        expect(await count()).toBe('1');
      });

      it('asks the model when the element is not there any more, and remembers the new one', async () => {
        script({ act: { element: 'button: Buy' } });
        await browser.act(session, { action: 'buy a third' });
        pages.setPage('/shop', '<section><div><p>New!</p></div><button>Sell</button><button>Buy</button></section>');
        await browser.navigate(session, { url: `${pages.url}/shop` });
        const before = modelCalls();
        const healed = await browser.act(session, { action: 'buy a third' });
        expect(healed.message).toContain('button[2]');
        await browser.act(session, { action: 'buy a third' });
        expect(modelCalls() - before).toBe(1);
        pages.setPage('/shop', SHOP);
      });

      it('never takes another element that stands in the same place', async () => {
        const page = (label: string) =>
          `<title>x</title><button onclick="document.title = this.innerText">${label}</button>`;
        pages.setPage('/danger', page('Save'));
        await browser.navigate(session, { url: `${pages.url}/danger` });
        script({ act: { element: 'button: Save' } });
        await browser.act(session, { action: 'save it' });
        pages.setPage('/danger', page('Delete account'));
        await browser.navigate(session, { url: `${pages.url}/danger` });
        script({ act: null });
        expect(await browser.act(session, { action: 'save it' })).toMatchObject({ success: false });
        expect((await browser.navigate(session, { url: `${pages.url}/danger#x` })).title).toBe('x');
      });

      it('says that nothing was done when the model finds no element', async () => {
        script({ act: null });
        expect(await browser.act(session, { action: 'fly' })).toMatchObject({ success: false });
      });

      it.each([
        ['without its frame', (id: string) => id.slice(2)],
        ['with brackets', (id: string) => `[${id}]`],
      ])('takes an id %s, as small models write it', async (how, writeId) => {
        script({ act: { element: 'button: Buy', writeId } });
        expect(await browser.act(session, { action: `buy, id ${how}` })).toMatchObject({ success: true });
      });

      it('types variables that the model never sees', async () => {
        await browser.navigate(session, { url: `${pages.url}/form` });
        script({ act: { element: 'textbox: Name', method: 'fill', arguments: ['%who%'], twoStep: true } });
        const from = ollama.requests.length;
        const variables = { who: 'Agent Hush-Hush' };
        expect(await browser.act(session, { action: 'write %who% as the name', variables })).toMatchObject({
          success: true,
        });
        const seen = JSON.stringify(ollama.requests.slice(from).map(({ body }) => body));
        expect(seen).toContain('%who%');
        expect(seen).not.toContain('Hush-Hush');
        script({ act: { element: 'button: Send' } });
        await browser.act(session, { action: 'send the form' });
        expect(decodeURIComponent(pages.requests.at(-1)!.body.replaceAll('+', ' '))).toContain('name=Agent Hush-Hush');
      });
    });

    it('lists what can be done on a page', async () => {
      await browser.navigate(session, { url: `${pages.url}/shop` });
      script({ observe: 'button: Buy' });
      expect(await browser.observe(session, { instruction: 'buttons' })).toEqual([
        {
          selector: expect.stringMatching(/^xpath=.*button/) as string,
          description: 'found',
          method: 'click',
          arguments: [],
        },
      ]);
    });

    it('takes a picture', async () => {
      const { file } = await browser.screenshot(session);
      expect((await readFile(file)).subarray(1, 4).toString()).toBe('PNG');
    });

    it('sends the headers of the session, in the size that was asked for', async () => {
      const { sessionId } = await browser.start({
        headers: { 'x-genie': 'yes' },
        viewport: { width: 640, height: 480 },
      });
      pages.setPage('/size', '<script>document.title = innerWidth + "x" + innerHeight</script>');
      const { title } = await browser.navigate(sessionId, { url: `${pages.url}/size` });
      expect(title).toBe('640x480');
      expect(pages.requests.findLast(({ url }) => url === '/size')!.headers['x-genie']).toBe('yes');
      await browser.closeSession(sessionId);
    });

    it('keeps the cookies of two sessions apart', async () => {
      const other = (await browser.start({})).sessionId;
      const { hostname } = new URL(pages.url);
      await browser.setCookies(session, [{ name: 'session', value: 'mine', domain: hostname, sameSite: 'Lax' }]);
      await browser.setCookies(other, [{ name: 'session', value: 'theirs', url: pages.url }]);
      await Promise.all([session, other].map((id) => browser.navigate(id, { url: `${pages.url}/members` })));
      const value = async (id: string) => (await browser.getCookies(id)).find(({ name }) => name === 'session')?.value;
      expect(await value(session)).toBe('mine');
      expect(await value(other)).toBe('theirs');
      await browser.closeSession(other);
    });

    it('refuses cookies without a place, never showing their value', async () => {
      const setting = browser.setCookies(session, [{ name: 'a', value: 'hush-hush' }]);
      const error = (await setting.catch((thrown: unknown) => thrown)) as Error;
      expect(error).toMatchObject({ code: 'COOKIE_INVALID' });
      expect(JSON.stringify(error) + error.message).not.toContain('hush-hush');
    });

    it('opens pages of allowed domains only, also over redirects', async () => {
      await expect(browser.start({ allowedDomains: ['http://x'] })).rejects.toMatchObject({ code: 'INVALID_DOMAIN' });
      const { sessionId } = await browser.start({ allowedDomains: ['127.0.0.1', '*.example.com'] });
      expect(await browser.navigate(sessionId, { url: `${pages.url}/list` })).toMatchObject({ status: 200 });
      const forbidden = { code: 'ADDRESS_FORBIDDEN', isRetryable: false };
      await expect(browser.navigate(sessionId, { url: 'http://example.com/' })).rejects.toMatchObject(forbidden);
      const port = new URL(pages.url).port;
      const away = `${pages.url}/redirect?to=${encodeURIComponent(`http://localhost:${port}/list`)}`;
      await expect(browser.navigate(sessionId, { url: away })).rejects.toMatchObject(forbidden);
      await browser.closeSession(sessionId);
    });

    describe('the end of a session', () => {
      it('refuses sessions that nobody opened, and those that were closed', async () => {
        await expect(browser.navigate('nobody', { url: pages.url })).rejects.toMatchObject({
          code: 'SESSION_NOT_FOUND',
        });
        const before = opened.processes();
        const { sessionId } = await browser.start({});
        await browser.closeSession(sessionId);
        await browser.closeSession(sessionId);
        expect(opened.processes()).toBe(before);
        await expect(browser.screenshot(sessionId)).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' });
      });

      it('gives up a start that is aborted, and leaves nothing', async () => {
        const before = opened.processes();
        const reason = new Error('enough');
        const controller = new AbortController();
        const starting = browser.start({}, { signal: controller.signal });
        await sleep(300);
        const abortedAt = performance.now();
        controller.abort(reason);
        await expect(starting).rejects.toBe(reason);
        expect(performance.now() - abortedAt).toBeLessThan(250);
        await expect.poll(() => opened.processes(), { timeout: 5000 }).toBe(before);
        await expect(browser.start({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      });

      it('ends in the middle of an operation', async () => {
        const { sessionId } = await browser.start({});
        const going = browser.navigate(sessionId, { url: `${pages.url}/silent` }).catch((error: unknown) => error);
        await sleep(200);
        await browser.closeSession(sessionId);
        expect(await going).toMatchObject({ code: 'SESSION_LOST' });
      });

      it('tells when the browser has crashed, and later sessions work', async () => {
        const { sessionId } = await browser.start({});
        const going = browser.navigate(sessionId, { url: `${pages.url}/silent` }).catch((error: unknown) => error);
        await sleep(200);
        await opened.crash(sessionId);
        expect(await going).toMatchObject({ code: 'SESSION_LOST', isOutcomeUnknown: true });
        await expect(browser.screenshot(sessionId)).rejects.toMatchObject({ code: 'SESSION_LOST' });
        await browser.closeSession(sessionId);
        const next = await browser.start({});
        expect(await browser.navigate(next.sessionId, { url: `${pages.url}/list` })).toMatchObject({ status: 200 });
        await browser.closeSession(next.sessionId);
      });
    });
  });
}

const SHOP = `<title>Shop</title><div><button onclick="count.textContent = Number(count.textContent) + 1">Buy</button></div>
<p>In the basket: <span id="count">0</span></p>`;
