import type { z } from 'zod';
import type { Json } from '../json.ts';
import type { StepContext } from '../step.ts';
import { act, stubAct } from './act.ts';
import type { BrowserActionName } from './browser-action-facts.ts';
import type { browserSettings } from './browser-settings.ts';
import { callOf } from './call-of.ts';
import { closeSession } from './close-session.ts';
import { extract, stubExtract } from './extract.ts';
import { navigate } from './navigate.ts';
import { openedRunSession, openRunSession } from './run-session.ts';
import { cookieNames, setCookies, type cookieList } from './session-cookies.ts';
import { stubSessionId } from './stub-session.ts';
import { withoutUndefined } from './without-undefined.ts';

/** The settings of a step of type `stagehand`: those of its twins, and cookies. */
export type BrowserActionSettings = {
  [Name in keyof typeof browserSettings]?: z.output<(typeof browserSettings)[Name]> | undefined;
} & { cookies?: z.output<typeof cookieList> | undefined };

interface BrowserAction {
  run(session: () => Promise<string>, settings: BrowserActionSettings, context: StepContext<'browser'>): Promise<Json>;
  stub(settings: BrowserActionSettings, context: StepContext<never>): Json;
}

/** Both words are in use for what to do on a page. */
const actionOf = ({ action, instruction }: BrowserActionSettings) => (action ?? instruction)!;

/** How the actions of the platform's browser server run. */
export const BROWSER_ACTIONS = {
  start: {
    run: async (_, settings, context) => ({ sessionId: await openRunSession(settings, context) }),
    stub: (_, context) => ({ sessionId: stubSessionId(context) }),
  },
  navigate: {
    run: async (session, settings, context) => navigate(await session(), { ...settings, url: settings.url! }, context),
    stub: ({ url }) => ({ url: url!, title: 'Stub page', status: 200 }),
  },
  act: {
    run: async (session, settings, context) => {
      const { variables, selector } = settings;
      return act(await session(), { action: actionOf(settings), variables, selector }, context);
    },
    stub: (settings) => stubAct({ action: actionOf(settings) }),
  },
  extract: {
    run: async (session, { instruction, schema, selector }, context) =>
      extract(await session(), { instruction: instruction!, schema, selector }, context),
    stub: (settings) => stubExtract({ ...settings, instruction: settings.instruction! }),
  },
  observe: {
    run: async (session, { instruction, selector }, context) =>
      context.ports.browser.observe(await session(), withoutUndefined({ instruction, selector }), callOf(context)),
    stub: () => [{ selector: 'xpath=/html/body', description: 'Stub element', method: 'click', arguments: [] }],
  },
  screenshot: {
    run: async (session, _, context) => ({
      ...(await context.ports.browser.screenshot(await session(), callOf(context))),
    }),
    stub: () => ({ file: 'stub-screenshot.png' }),
  },
  'get-cookies': {
    run: async (session, _, context) => cookieNames(await session(), context),
    stub: () => [],
  },
  'set-cookies': {
    run: async (session, { cookies }, context) => setCookies(await session(), cookies!, context),
    stub: ({ cookies }) => ({ set: cookies!.length }),
  },
  close: {
    async run(_, { sessionId }, context) {
      const open = sessionId ?? (await openedRunSession(context));
      if (open === undefined) return { closed: true };
      context.useSession(open);
      return closeSession(open, context);
    },
    stub: () => ({ closed: true }),
  },
} as const satisfies Record<BrowserActionName, BrowserAction>;
