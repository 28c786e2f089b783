import { z } from 'zod';
import { browserSettings } from '../operations/browser-settings.ts';
import { extract, stubExtract } from '../operations/extract.ts';
import { jsonValue } from '../operations/json-settings.ts';
import { stepBehaviours } from '../operations/step-behaviours.ts';
import { defineStep } from '../step.ts';

export const stagehandExtract = defineStep({
  type: 'stagehand_extract',
  summary: 'Take data from the page, described in plain words and, better, by a schema.',
  needs: ['browser'],
  effect: 'read',
  config: () =>
    z.strictObject({
      sessionId: browserSettings.sessionId,
      instruction: browserSettings.instruction,
      schema: browserSettings.schema,
      selector: browserSettings.selector,
    }),
  result: jsonValue,
  example: {
    sessionId: '$session.sessionId',
    instruction: 'Extract the number of subscribers and posts',
    schema: { subscribers: 'number', posts: 'number' },
  },
  absence: { instruction: 'text' },
  session: 'uses',
  taint: { source: 'external', sinks: { instruction: 'prompt' } },
  ...stepBehaviours.stagehand_extract,
  run: async ({ sessionId, ...request }, context) => extract(sessionId, request, context),
  stub: stubExtract,
});
