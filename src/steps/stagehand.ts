import { z } from 'zod';
import { BROWSER_ACTION_NAMES, BROWSER_ACTION_SUMMARIES } from '../operations/browser-action-facts.ts';
import { BROWSER_ACTIONS, type BrowserActionSettings } from '../operations/browser-actions.ts';
import { browserSettings } from '../operations/browser-settings.ts';
import { jsonValue } from '../operations/json-settings.ts';
import { navigate } from '../operations/navigate.ts';
import { runSession } from '../operations/run-session.ts';
import { cookieList } from '../operations/session-cookies.ts';
import { stepBehaviours } from '../operations/step-behaviours.ts';
import { defineStep } from '../step.ts';

const sessionId = browserSettings.sessionId
  .optional()
  .describe(
    'The browser session. Without it the run has one of its own, opened at the first use and closed with the run.',
  );

const config = () =>
  z.strictObject({
    action: z.enum(BROWSER_ACTION_NAMES).meta({ enumDescriptions: BROWSER_ACTION_SUMMARIES }).describe('What to do.'),
    sessionId,
    params: z
      .strictObject({
        ...z.strictObject(browserSettings).partial().shape,
        sessionId,
        url: browserSettings.url
          .optional()
          .describe('The page, http or https. Other actions than `navigate` go there first.'),
        action: browserSettings.action.optional().describe('For `act`: what to do on the page, in plain words.'),
        cookies: cookieList.optional(),
      })
      .default({})
      .describe('The settings of the action, the same as those of the step types `stagehand_…`.'),
  });

export const stagehand = defineStep({
  type: 'stagehand',
  dialect: 2,
  summary: 'Use a browser: open pages, act on them, take data from them.',
  needs: ['browser'],
  config,
  result: jsonValue,
  example: {
    action: 'extract',
    params: { url: 'https://example.com', instruction: 'Extract all text content and metadata' },
  },
  session: 'uses',
  taint: {
    source: 'external',
    sinks: {
      'params.url': 'url',
      'params.action': 'action',
      'params.instruction': 'prompt',
      'params.variables': 'outgoing',
      'params.headers': 'outgoing',
      'params.cookies': 'credential',
    },
  },
  ...stepBehaviours.stagehand,
  async run(settings, context) {
    const { action, params } = settings;
    const session = async () => {
      const id = idOf(settings) ?? (await runSession(context));
      context.useSession(id);
      if (goesThereFirst(action) && params.url !== undefined)
        await navigate(id, { ...params, url: params.url }, context);
      return id;
    };
    return BROWSER_ACTIONS[action].run(session, { ...params, sessionId: idOf(settings) }, context);
  },
  stub: ({ action, params }, context) => BROWSER_ACTIONS[action].stub(params, context),
});

function idOf(settings: { sessionId?: string | undefined; params: BrowserActionSettings }): string | undefined {
  return settings.sessionId ?? settings.params.sessionId;
}

function goesThereFirst(action: string): boolean {
  return action !== 'navigate' && action !== 'set-cookies';
}
