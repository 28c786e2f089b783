import { z } from 'zod';
import { browserSettings } from '../operations/browser-settings.ts';
import { closeSession } from '../operations/close-session.ts';
import { defineStep } from '../step.ts';

export const stagehandClose = defineStep({
  type: 'stagehand_close',
  summary: 'Close a browser session; closing twice is not an error.',
  needs: ['browser'],
  effect: 'read',
  config: () => z.strictObject({ sessionId: browserSettings.sessionId }),
  result: () => z.strictObject({ closed: z.literal(true) }),
  example: { sessionId: '$session.sessionId' },
  session: 'closes',
  run: async ({ sessionId }, context) => closeSession(sessionId, context),
  stub: () => ({ closed: true as const }),
});
