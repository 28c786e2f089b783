import { z } from 'zod';
import { browserSettings, sessionResult } from '../operations/browser-settings.ts';
import { openSession } from '../operations/open-session.ts';
import { stubSessionId } from '../operations/stub-session.ts';
import { defineStep } from '../step.ts';

export const stagehandStart = defineStep({
  type: 'stagehand_start',
  summary: 'Open a browser session. It is closed with the run at the latest.',
  needs: ['browser'],
  effect: 'read',
  config: () =>
    z.strictObject({
      viewport: browserSettings.viewport,
      headers: browserSettings.headers,
      allowed_domains: browserSettings.allowed_domains,
    }),
  result: sessionResult,
  example: { allowed_domains: ['example.com'] },
  absence: { headers: 'omit' },
  taint: { sinks: { headers: 'outgoing' } },
  session: 'opens',
  run: openSession,
  stub: (_, context) => ({ sessionId: stubSessionId(context) }),
});
