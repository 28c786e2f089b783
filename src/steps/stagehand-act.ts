import { z } from 'zod';
import { act, stubAct } from '../operations/act.ts';
import { actResult, browserSettings } from '../operations/browser-settings.ts';
import { defineStep } from '../step.ts';

export const stagehandAct = defineStep({
  type: 'stagehand_act',
  summary: 'Do something on the page, described in plain words: click, type, scroll, select.',
  needs: ['browser'],
  effect: 'write',
  config: () =>
    z.strictObject({
      sessionId: browserSettings.sessionId,
      action: browserSettings.action,
      variables: browserSettings.variables,
      selector: browserSettings.selector,
    }),
  result: actResult,
  example: { sessionId: '$session.sessionId', action: 'click the Stats tab' },
  absence: { action: 'text' },
  session: 'uses',
  taint: { source: 'external', sinks: { action: 'action', variables: 'outgoing' } },
  run: async ({ sessionId, ...request }, context) => act(sessionId, request, context),
  stub: stubAct,
});
