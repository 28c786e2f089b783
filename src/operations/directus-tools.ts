import { z } from 'zod';
import type { Json, JsonObject } from '../json.ts';
import type { ItemId } from '../ports/index.ts';
import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';
import { createItems } from './create-items.ts';
import { deleteItems } from './delete-items.ts';
import type { DirectusOperation } from './directus-operations.ts';
import { queryOf, type querySettings } from './directus-settings.ts';
import { readItem, readItems } from './read-items.ts';
import { refuseOpenFilter } from './refuse-open-filter.ts';
import { searchItems } from './search-items.ts';
import { addNamedSecrets } from './secret-names.ts';
import { stubItem, stubRead } from './stub-items.ts';
import { triggerFlow } from './trigger-flow.ts';
import { updateItems } from './update-items.ts';

/** The settings of a step of type `directus`, with those of `query` beside the others. */
export type DirectusToolSettings = { [Name in keyof typeof querySettings]?: z.output<(typeof querySettings)[Name]> } & {
  collection?: string | undefined;
  id?: ItemId | ItemId[] | undefined;
  data?: Json | undefined;
  /** The text of a search. */
  text?: string | undefined;
  webhookQuery?: JsonObject | undefined;
};

interface DirectusTool {
  run(settings: DirectusToolSettings, context: StepContext<'directus'>): Promise<Json>;
  stub(settings: DirectusToolSettings): Json;
}

type Reader = (settings: DirectusToolSettings, context: StepContext<'directus'>) => Promise<Json>;

const collectionOf = ({ collection }: DirectusToolSettings) => collection!;
const oneId = ({ id }: DirectusToolSettings) => [id].flat()[0]!;
const objectOf = ({ data }: DirectusToolSettings) => data as JsonObject;

const tool = (run: Reader, stub: DirectusTool['stub']): DirectusTool => ({ run, stub });

const list: Pick<DirectusTool, 'stub'>['stub'] = (settings) => [stubItem({ fields: settings.fields })];
const one: Pick<DirectusTool, 'stub'>['stub'] = (settings) =>
  stubItem({ fields: settings.fields, id: settings.id === undefined ? undefined : oneId(settings) });

/** How the tools of the platform's Directus server run, by the name of the operation. */
export const DIRECTUS_TOOLS = {
  'list-collections': tool(
    async (_, context) => context.ports.directus.listCollections(callOf(context)),
    () => [{ collection: 'stub_collection' }],
  ),
  'get-collection-schema': tool(
    async (settings, context) => context.ports.directus.getCollectionSchema(collectionOf(settings), callOf(context)),
    (settings) => ({ collection: collectionOf(settings), fields: [] }),
  ),
  'read-items': tool(
    async (settings, context) => readItems({ ...settings, collection: collectionOf(settings), id: undefined }, context),
    (settings) => stubRead({ ...settings, collection: collectionOf(settings), id: undefined }),
  ),
  'read-item': tool(
    async (settings, context) =>
      readItem({ ...settings, collection: collectionOf(settings), id: oneId(settings) }, context),
    one,
  ),
  'create-item': tool(
    async (settings, context) =>
      createItems(
        { ...settings, collection: collectionOf(settings), item: settings.data as JsonObject | JsonObject[] },
        context,
      ),
    ({ data, fields }) =>
      Array.isArray(data)
        ? data.map((each) => stubItem({ fields }, each as JsonObject))
        : stubItem({ fields }, data as JsonObject),
  ),
  'update-item': tool(
    async (settings, context) =>
      updateItems(
        { ...settings, collection: collectionOf(settings), id: settings.id!, item: objectOf(settings) },
        context,
      ),
    ({ id, fields, data }) =>
      Array.isArray(id)
        ? id.map((each) => stubItem({ id: each, fields }, data as JsonObject))
        : stubItem({ id, fields }, data as JsonObject),
  ),
  'delete-item': tool(
    async (settings, context) => deleteItems({ collection: collectionOf(settings), id: settings.id! }, context),
    ({ id }) => ({ deleted: [id!].flat() }),
  ),
  'search-items': tool(
    async (settings, context) =>
      searchItems({ ...settings, collection: collectionOf(settings), text: settings.text! }, context),
    list,
  ),
  'get-me': tool(async (_, context) => context.ports.directus.getMe(callOf(context)), one),
  'list-users': tool(
    async (settings, context) => context.ports.directus.listUsers(safeQuery(settings), callOf(context)),
    list,
  ),
  'get-user': tool(async (settings, context) => context.ports.directus.getUser(oneId(settings), callOf(context)), one),
  'update-user': tool(
    async (settings, context) => {
      addNamedSecrets(objectOf(settings), context);
      return context.ports.directus.updateUser(oneId(settings), objectOf(settings), callOf(context));
    },
    (settings) => stubItem({ id: oneId(settings) }, objectOf(settings)),
  ),
  'create-user': tool(
    async (settings, context) => {
      addNamedSecrets(objectOf(settings), context);
      return context.ports.directus.createUser(objectOf(settings), callOf(context));
    },
    (settings) => stubItem({}, objectOf(settings)),
  ),
  'list-files': tool(
    async (settings, context) => context.ports.directus.listFiles(safeQuery(settings), callOf(context)),
    list,
  ),
  'get-file': tool(async (settings, context) => context.ports.directus.getFile(oneId(settings), callOf(context)), one),
  'list-flows': tool(async (_, context) => context.ports.directus.listFlows(callOf(context)), list),
  'trigger-flow': tool(
    async (settings, context) =>
      triggerFlow({ uuid: String(oneId(settings)), payload: settings.data, query: settings.webhookQuery }, context),
    () => ({}),
  ),
} as const satisfies Record<DirectusOperation, DirectusTool>;

function safeQuery(settings: DirectusToolSettings) {
  refuseOpenFilter(settings.filter);
  return queryOf(settings);
}
