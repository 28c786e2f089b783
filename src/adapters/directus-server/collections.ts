import type { JsonObject } from '../../json.ts';
import type { Call } from '../../ports/index.ts';
import { explainRefusal } from './explain-refusal.ts';
import type { Gateway } from './gateway.ts';
import type { SchemaKnowledge } from './known-schema.ts';
import type { Resource } from './resource.ts';

/** The collections of the project, without Directus's own. */
export async function readCollections(gateway: Gateway, call: Call | undefined): Promise<JsonObject[]> {
  const rows = (await gateway.send({ path: '/collections', method: 'GET' }, 'list', call)) as JsonObject[];
  return rows.filter(({ collection }) => typeof collection === 'string' && !collection.startsWith('directus_'));
}

/** One collection with its `fields` and `relations`. */
export async function readCollection(
  { gateway, knowledge }: { gateway: Gateway; knowledge: SchemaKnowledge },
  resource: Resource,
  call: Call | undefined,
): Promise<JsonObject> {
  const { collection } = resource;
  const get = async (route: string, shape: 'object' | 'list') =>
    gateway.send({ path: `/${route}/${collection}`, method: 'GET' }, shape, call);
  try {
    const described = (await get('collections', 'object')) as JsonObject;
    const [fields, relations] = await Promise.all([get('fields', 'list'), get('relations', 'list')]);
    return { ...described, fields, relations } as JsonObject;
  } catch (thrown) {
    throw await explainRefusal({ gateway, knowledge }, { resource }, thrown, call);
  }
}
