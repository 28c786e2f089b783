import { z } from 'zod';
import { jsonObject, jsonValue } from '../operations/json-settings.ts';
import { triggerFlow } from '../operations/trigger-flow.ts';
import { defineStep } from '../step.ts';

export const directusTrigger = defineStep({
  type: 'directus_trigger',
  summary: 'Start a Directus flow through its webhook and take its answer.',
  needs: ['directus'],
  effect: 'write',
  config: () =>
    z.strictObject({
      flow_uuid: z.string().min(1).meta({ format: 'uuid' }).describe('The whole UUID of the Directus flow.'),
      payload: jsonValue.optional().describe('What the flow gets as the body of the request.'),
      query: jsonObject.optional().describe('What the flow gets as the query of the request.'),
    }),
  result: jsonValue,
  example: { flow_uuid: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890', payload: { action: 'send_notification' } },
  absence: { payload: 'omit', query: 'omit' },
  taint: { source: 'external', sinks: { flow_uuid: 'target', payload: 'outgoing', query: 'outgoing' } },
  run: async ({ flow_uuid: uuid, payload, query }, context) => triggerFlow({ uuid, payload, query }, context),
  stub: () => ({}),
});
