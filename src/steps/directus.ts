import { z } from 'zod';
import { isJsonObject } from '../json.ts';
import { DIRECTUS_OPERATION_SUMMARIES, DIRECTUS_OPERATIONS } from '../operations/directus-operations.ts';
import { collectionName, itemId, querySettings } from '../operations/directus-settings.ts';
import { DIRECTUS_TOOLS, type DirectusToolSettings } from '../operations/directus-tools.ts';
import { jsonObject, jsonValue } from '../operations/json-settings.ts';
import { stepBehaviours } from '../operations/step-behaviours.ts';
import { defineStep } from '../step.ts';

const queryObject = z.strictObject(querySettings);

const config = () =>
  z.strictObject({
    operation: z
      .enum(DIRECTUS_OPERATIONS)
      .meta({ enumDescriptions: DIRECTUS_OPERATION_SUMMARIES })
      .describe('What to do: one of the tools of the Directus server.'),
    collection: collectionName.optional().describe('The collection, for operations on items.'),
    id: z
      .union([itemId, z.array(itemId).min(1)])
      .optional()
      .describe(
        'The primary key of the item, user or file, or the UUID of the flow. Update and delete also take a list.',
      ),
    data: jsonValue.optional().describe('The fields of the item or user; for trigger-flow the body of the request.'),
    query: z
      .union([z.string().min(1), jsonObject])
      .optional()
      .describe(
        'For search-items the text to look for; for other operations filter, fields, sort and so on in one object.',
      ),
    ...querySettings,
  });

export const directus = defineStep({
  type: 'directus',
  dialect: 2,
  summary: 'Call one of the 17 tools of the Directus server: items, users, files and flows.',
  needs: ['directus'],
  config,
  result: jsonValue,
  example: {
    operation: 'create-item',
    collection: 'scout_reports',
    data: { url: '{{params.url}}', analysis: '{{analyze.response}}' },
  },
  absence: { data: 'omit' },
  taint: {
    sinks: { collection: 'target', id: 'identity', filter: 'query', query: 'query', search: 'query', data: 'stored' },
  },
  ...stepBehaviours.directus,
  run: async (settings, context) => DIRECTUS_TOOLS[settings.operation].run(toolSettings(settings), context),
  stub: (settings) => DIRECTUS_TOOLS[settings.operation].stub(toolSettings(settings)),
});

type Settings = z.output<ReturnType<typeof config>>;

function toolSettings({ operation, query, ...settings }: Settings): DirectusToolSettings {
  if (operation === 'trigger-flow') return { ...settings, webhookQuery: isJsonObject(query) ? query : undefined };
  if (isJsonObject(query)) return { ...queryObject.parse(query), ...settings };
  return query === undefined ? settings : { ...settings, text: query };
}
