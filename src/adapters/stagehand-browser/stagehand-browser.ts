import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { GenieError } from '../../errors.ts';
import { ServiceError, type BrowserPort, type CachePort, type Call, type ModelPort } from '../../ports/index.ts';
import { abortable } from '../abortable.ts';
import { act } from './act.ts';
import { actionCache } from './action-cache.ts';
import { fromDriverCookie, toDriverCookie } from './cookies.ts';
import { extract } from './extract.ts';
import { browserFailed, sessionNotFound } from './failures.ts';
import { locatorOf } from './locator-of.ts';
import { navigate } from './navigate.ts';
import { sweepProfiles } from './profiles.ts';
import type { BrowserSession, Tools } from './session.ts';
import { startSession } from './start-session.ts';

/** The limit of one try of a step. */
const DEFAULT_NAVIGATION_LIMIT_MS = 120_000;

/** A browser that was left running. */
export interface KeptBrowser {
  sessionId: string;
  /** `http://127.0.0.1:PORT`, where Chromium's debugging protocol is spoken. */
  cdpUrl: string;
  /** Its main process. */
  pid: number;
}

export interface StagehandBrowserOptions {
  /** The model that reads pages and chooses actions; opened when it is asked first. */
  model: () => ModelPort | Promise<ModelPort>;
  /** Where profiles (`browsers/`) and screenshots (`screenshots/`) are made: the state folder. */
  directory: string;
  /** The executable of Chromium or Chrome. Default: the first that is found in the usual places. */
  chromePath?: string;
  /** Keeps found actions over sessions. Opened when it is needed first, closed with the port. Default: nothing is kept. */
  cache?: () => CachePort | Promise<CachePort>;
  /** How long a page may take to open. Default: 120,000. */
  navigationTimeoutMs?: number;
  /** Leaves every browser running when the port is closed, also those whose session was closed, and tells where each is. */
  onKept?: (browser: KeptBrowser) => void;
}

/**
 * Browser sessions on a local Chromium, one each, driven by Stagehand with a model of our own.
 *
 * Whatever ends a session (closing it or the port, an abort while it starts, a crash, the end of this process), its
 * processes and its profile go; what a killed process leaves behind goes with the first session of the next one.
 * Codes: `BROWSER_NOT_FOUND`, `BROWSER_TOO_OLD`, `BROWSER_START_FAILED`, `SESSION_NOT_FOUND`, `SESSION_LOST`, `INVALID_URL`,
 * `INVALID_DOMAIN`, `ADDRESS_FORBIDDEN`, `NAVIGATION_FAILED`, `HTTP_STATUS`, `TIMEOUT`, `ELEMENT_NOT_FOUND`, `ACT_FAILED`,
 * `FORMAT_MISMATCH`, `PROMPT_TOO_LONG`, `COOKIE_INVALID`, `BROWSER_FAILED`, and those of the model.
 */
export function stagehandBrowser(options: StagehandBrowserOptions): BrowserPort {
  const { directory, navigationTimeoutMs = DEFAULT_NAVIGATION_LIMIT_MS, onKept } = options;
  const profiles = join(directory, 'browsers');
  const sessions = new Map<string, BrowserSession>();
  /** What begins or ends in the background. */
  const underWay = new Set<Promise<unknown>>();
  const kept: BrowserSession[] = [];
  const actions = actionCache(options.cache);
  const ending = new AbortController();
  let sweeping: Promise<void> | undefined;

  function sessionOf(sessionId: string): BrowserSession {
    const session = sessions.get(sessionId);
    if (session === undefined) throw sessionNotFound(sessionId);
    return session;
  }

  /** Does something on a session. `what` completes "The browser could not …". */
  async function operate<Result>(
    sessionId: string,
    call: Call | undefined,
    what: string,
    work: (tools: Tools, session: BrowserSession) => Promise<Result>,
    hidden?: Readonly<Record<string, string>>,
  ): Promise<Result> {
    const session = sessionOf(sessionId);
    const signal = call?.signal;
    try {
      return await session.operate(call ?? {}, (tools) => work(tools, session), hidden);
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof GenieError ? error : browserFailed(what, error);
    }
  }

  function track(work: Promise<unknown>): void {
    underWay.add(work);
    void work.catch(() => undefined).finally(() => underWay.delete(work));
  }

  async function endSession(session: BrowserSession): Promise<void> {
    if (onKept !== undefined) kept.push(session);
    else await session.close();
  }

  return {
    async start(wanted, { signal } = {}) {
      const either = signal === undefined ? ending.signal : AbortSignal.any([signal, ending.signal]);
      either.throwIfAborted();
      sweeping ??= sweepProfiles(profiles);
      const id = ulid().toLowerCase();
      const { chromePath, model: openModel } = options;
      const setup = { id, profiles, chromePath, openModel, isKept: onKept !== undefined };
      const session = startSession(setup, wanted, either);
      track(session);
      try {
        sessions.set(id, await abortable(session, either));
      } catch (error) {
        // It may have been ready at the very moment of the abort.
        track(session.then((ready) => ready.close()));
        throw error;
      }
      return { sessionId: id };
    },
    navigate: (sessionId, target, call) =>
      operate(sessionId, call, 'open the page', (tools, { allowedDomains }) =>
        navigate(tools, target, { allowedDomains, timeoutMs: navigationTimeoutMs, signal: tools.use.signal }),
      ),
    act: (sessionId, request, call) =>
      operate(sessionId, call, 'act on the page', (tools) => act(tools, request, actions), request.variables),
    extract: (sessionId, request, call) =>
      operate(sessionId, call, 'read the page', (tools) => extract(tools, request)),
    observe: (sessionId, { instruction, selector }, call) =>
      operate(sessionId, call, 'look at the page', async ({ stagehand, page: pageInFront, use }) => {
        const page = await pageInFront();
        const locator = await locatorOf(page, selector);
        const { data } = await stagehand.observe(instruction, { page, ...locator }).catch((error: unknown) => {
          throw use.failure ?? error;
        });
        return data.map(({ selector: place, description, method = '', arguments: args = [] }) => {
          return { selector: place, description, method, arguments: args };
        });
      }),
    screenshot: (sessionId, call) =>
      operate(sessionId, call, 'take a screenshot', async ({ page }) => {
        const image = await (await page()).screenshot({ type: 'png' });
        const folder = join(directory, 'screenshots');
        await mkdir(folder, { recursive: true });
        const file = join(folder, `${ulid().toLowerCase()}.png`);
        await writeFile(file, image);
        return { file };
      }),
    getCookies: (sessionId, call) =>
      operate(sessionId, call, 'read its cookies', async ({ browser }) =>
        (await browser.context.cookies()).map(fromDriverCookie),
      ),
    setCookies: (sessionId, cookies, call) =>
      operate(sessionId, call, 'take the cookies', async ({ browser }) =>
        browser.context.addCookies(cookies.map(toDriverCookie)),
      ),
    async closeSession(sessionId, { signal } = {}) {
      const session = sessions.get(sessionId);
      if (session === undefined) return;
      sessions.delete(sessionId);
      const closing = endSession(session);
      track(closing);
      await abortable(closing, signal);
    },
    async close() {
      ending.abort(
        new ServiceError('browser', 'SESSION_NOT_FOUND', 'The browser has been closed', { isRetryable: false }),
      );
      const open = [...sessions.values()];
      sessions.clear();
      await Promise.allSettled([...underWay, sweeping, ...open.map(endSession)]);
      await Promise.all(
        kept.splice(0).map(async (session) => {
          const running = await session.keep();
          if (running !== undefined) onKept?.({ sessionId: session.id, ...running });
        }),
      );
      await actions.close();
    },
  };
}
