import type { Page, Stagehand, StagehandBrowser } from '@browserbasehq/stagehand';
import type { Call } from '../../ports/index.ts';
import { abortable } from '../abortable.ts';
import { settlesWithin } from './settles-within.ts';
import { browserProcess } from './browser-process.ts';
import type { ClientModel, ModelUse } from './client-model.ts';
import { sessionLost } from './failures.ts';
import type { Profile } from './profiles.ts';

/** How long an operation that was aborted, or one that runs while its session is closed, may take to end by itself. */
const GRACE_MS = 1500;
/** A healthy browser says which pages it has within a few milliseconds. */
const ANSWER_LIMIT_MS = 2000;
/** The driver's own close ends Chromium politely for 3 s, then kills it. */
const CLOSE_LIMIT_MS = 4000;

/** What an operation on a session works with. */
export interface Tools {
  stagehand: Stagehand;
  browser: StagehandBrowser;
  /** The page in front. */
  page: () => Promise<Page>;
  use: ModelUse;
}

export interface BrowserSession {
  readonly id: string;
  readonly allowedDomains: readonly string[] | undefined;
  /**
   * Does one thing after the other: a session is one browser with one page in front. Rejects with the signal's reason as
   * soon as it is aborted, and with `SESSION_LOST` when the browser has ended.
   */
  operate<Result>(
    call: Call,
    work: (tools: Tools) => Promise<Result>,
    hidden?: Readonly<Record<string, string>>,
  ): Promise<Result>;
  /** Ends the browser, whatever it is doing, and removes its profile. */
  close(): Promise<void>;
  /** Leaves the browser running, and says where; one that has ended is cleaned up after. */
  keep(): Promise<{ cdpUrl: string; pid: number } | undefined>;
}

interface Opened {
  id: string;
  stagehand: Stagehand;
  browser: StagehandBrowser;
  profile: Profile;
  model: ClientModel;
  allowedDomains: readonly string[] | undefined;
}

/** A session on a browser that was just started. */
export function browserSession({ id, stagehand, browser, profile, model, allowedDomains }: Opened): BrowserSession {
  const ending = new AbortController();
  /** Settles when the operations before have. */
  let turns: Promise<void> = Promise.resolve();
  let closing: Promise<void> | undefined;
  let lost: Error | undefined;

  async function page(): Promise<Page> {
    return (await browser.context.activePage()) ?? browser.context.newPage();
  }

  function lose(cause?: unknown): Error {
    lost ??= sessionLost(id, cause);
    // Nobody waits for it here; closing the session does.
    close().catch(() => undefined);
    return lost;
  }

  /** An operation that does not end leaves the session usable, unless the browser does not answer any more. */
  async function recover(running: Promise<unknown>): Promise<void> {
    if (await settlesWithin(running, GRACE_MS)) return;
    if (closing === undefined && !(await settlesWithin(browser.context.pages(), ANSWER_LIMIT_MS))) lose();
  }

  async function close(): Promise<void> {
    closing ??= (async () => {
      ending.abort(sessionLost(id));
      await settlesWithin(turns, GRACE_MS);
      await settlesWithin(browser.close(), CLOSE_LIMIT_MS);
      await profile.remove();
    })();
    return closing;
  }

  return {
    id,
    allowedDomains,
    async operate({ signal }, work, hidden = {}) {
      signal?.throwIfAborted();
      const turn = Promise.withResolvers<void>();
      const before = turns;
      turns = before.then(() => turn.promise);
      const either = signal === undefined ? ending.signal : AbortSignal.any([signal, ending.signal]);
      let running: Promise<unknown> = before;
      try {
        await abortable(before, either);
        if (lost !== undefined) throw lost;
        const use: ModelUse = { signal: either, hidden, answers: 0 };
        model.use(use);
        const result = work({ stagehand, browser, page, use });
        running = result;
        return await abortable(result, either);
      } catch (error) {
        signal?.throwIfAborted();
        if (lost !== undefined) throw lost;
        throw browser.connected || closing !== undefined ? error : lose(error);
      } finally {
        void recover(running).finally(turn.resolve);
      }
    },
    close,
    async keep() {
      const { cdpUrl } = browser;
      const pid = await browserProcess(profile.directory);
      if (pid === undefined || cdpUrl === undefined) {
        await close();
        return undefined;
      }
      await profile.keep();
      await settlesWithin(turns, GRACE_MS);
      await settlesWithin(browser.disconnect(), CLOSE_LIMIT_MS);
      return { cdpUrl, pid };
    },
  };
}
