import { z } from 'zod';
import { browserSettings } from '../operations/browser-settings.ts';
import { extractCached } from '../operations/extract-cached.ts';
import { stubExtract } from '../operations/extract.ts';
import { jsonValue } from '../operations/json-settings.ts';
import { stepBehaviours } from '../operations/step-behaviours.ts';
import { defineStep } from '../step.ts';

export const stagehandExtractCached = defineStep({
  type: 'stagehand_extract_cached',
  summary: 'Take data from a page, or from the cache when the same was taken a short while ago.',
  needs: ['browser', 'cache'],
  effect: 'read',
  config: () =>
    z.strictObject({
      sessionId: browserSettings.sessionId,
      url: browserSettings.url
        .optional()
        .describe(
          'The page. Opened when the cache has nothing and the session is elsewhere. The page opened last without it.',
        ),
      instruction: browserSettings.instruction,
      schema: browserSettings.schema,
      selector: browserSettings.selector,
      ttl_ms: z.int().min(1).default(600_000).describe('How long the result may be used again, in milliseconds.'),
    }),
  result: jsonValue,
  example: {
    sessionId: '$session.sessionId',
    url: 'https://example.com/prices',
    instruction: 'Extract the pricing table',
    ttl_ms: 600_000,
  },
  absence: { instruction: 'text' },
  session: 'uses',
  taint: { source: 'external', sinks: { url: 'url', instruction: 'prompt' } },
  ...stepBehaviours.stagehand_extract_cached,
  run: async ({ sessionId, ...request }, context) => extractCached(sessionId, request, context),
  stub: stubExtract,
});
