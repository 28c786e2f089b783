import { z } from 'zod';
import { isJsonObject } from '../json.ts';
import { collectionName, itemId, querySettings } from '../operations/directus-settings.ts';
import {
  DIRECTUS_OPERATIONS,
  DIRECTUS_TOOLS,
  type DirectusOperation,
  type DirectusToolSettings,
} from '../operations/directus-tools.ts';
import { itemType, readType, writtenType } from '../operations/item-type.ts';
import { jsonObject, jsonValue } from '../operations/json-settings.ts';
import { defineStep } from '../step.ts';

const queryObject = z.strictObject(querySettings);

const config = () =>
  z
    .strictObject({
      operation: z.enum(DIRECTUS_OPERATIONS).describe('What to do: one of the tools of the Directus server.'),
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
    })
    .superRefine((settings, issues) => {
      for (const name of DIRECTUS_TOOLS[settings.operation].requires) {
        if (settings[name] === undefined) {
          issues.addIssue({ code: 'custom', path: [name], message: `is required for "${settings.operation}"` });
        }
      }
      for (const [path, message] of problemsOf(settings)) issues.addIssue({ code: 'custom', path, message });
    });

export const directus = defineStep({
  type: 'directus',
  dialect: 2,
  summary: 'Call one of the 17 tools of the Directus server: items, users, files and flows.',
  needs: ['directus'],
  effect: ({ operation }) => DIRECTUS_TOOLS[operation]?.effect ?? 'write',
  config,
  result: jsonValue,
  example: {
    operation: 'create-item',
    collection: 'scout_reports',
    data: { url: '{{params.url}}', analysis: '{{analyze.response}}' },
  },
  absence: { data: 'omit' },
  taint: { sinks: { id: 'identity', filter: 'query' } },
  resultType({ operation, query, ...settings }) {
    const read = { ...(isJsonObject(query) ? query : {}), ...settings };
    if (operation === 'read-items') return readType({ ...read, id: undefined! });
    if (operation === 'read-item') return itemType(read.fields);
    if (operation === 'search-items') return { type: 'array', items: itemType(read.fields) };
    if (operation === 'create-item') return writtenType(settings.data, settings.fields);
    if (operation === 'update-item') return writtenType(settings.id, settings.fields);
    return undefined;
  },
  run: async (settings, context) => DIRECTUS_TOOLS[settings.operation].run(toolSettings(settings), context),
  stub: (settings) => DIRECTUS_TOOLS[settings.operation].stub(toolSettings(settings)),
});

type Settings = z.output<ReturnType<typeof config>>;

function problemsOf({ operation, data, id, query }: Settings): Array<[string[], string]> {
  const problems: Array<[string[], string]> = [];
  const isSearch = operation === 'search-items';
  if (isSearch && query !== undefined && typeof query !== 'string')
    problems.push([['query'], 'must be the text to look for']);
  if (!isSearch && typeof query === 'string') problems.push([['query'], `must be an object for "${operation}"`]);
  if (isJsonObject(query) && operation !== 'trigger-flow') {
    for (const { path, message } of queryObject.safeParse(query).error?.issues ?? []) {
      problems.push([['query', ...path.map(String)], message]);
    }
  }
  const takesObject: readonly DirectusOperation[] = ['update-item', 'create-user', 'update-user'];
  if (takesObject.includes(operation) && data !== undefined && !isJsonObject(data))
    problems.push([['data'], 'must be an object']);
  const isItems = Array.isArray(data) && data.length > 0 && data.every(isJsonObject);
  if (operation === 'create-item' && data !== undefined && !isJsonObject(data) && !isItems) {
    problems.push([['data'], 'must be an object, or a list of objects']);
  }
  if (Array.isArray(id) && operation !== 'update-item' && operation !== 'delete-item') {
    problems.push([['id'], `must be one id for "${operation}"`]);
  }
  return problems;
}

function toolSettings({ operation, query, ...settings }: Settings): DirectusToolSettings {
  if (operation === 'trigger-flow') return { ...settings, webhookQuery: isJsonObject(query) ? query : undefined };
  if (isJsonObject(query)) return { ...queryObject.parse(query), ...settings };
  return query === undefined ? settings : { ...settings, text: query };
}
