import { z } from 'zod';
import { browserSettings, navigateResult } from '../operations/browser-settings.ts';
import { navigate } from '../operations/navigate.ts';
import { defineStep } from '../step.ts';

export const stagehandNavigate = defineStep({
  type: 'stagehand_navigate',
  summary: 'Open a page in a browser session; a page that cannot be reached or answers with an error fails.',
  needs: ['browser'],
  effect: 'read',
  config: () =>
    z.strictObject({
      sessionId: browserSettings.sessionId,
      url: browserSettings.url,
      wait_until: browserSettings.wait_until,
    }),
  result: navigateResult,
  example: { sessionId: '$session.sessionId', url: 'https://example.com/stats' },
  session: 'uses',
  taint: { source: 'external', sinks: { url: 'url' } },
  run: async ({ sessionId, ...target }, context) => navigate(sessionId, target, context),
  stub: ({ url }) => ({ url, title: 'Stub page', status: 200 }),
});
