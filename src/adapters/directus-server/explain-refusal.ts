import { ServiceError, type Call, type DirectusQuery, type ItemId } from '../../ports/index.ts';
import type { Gateway } from './gateway.ts';
import { itemNotFound } from './identifiers.ts';
import type { SchemaKnowledge } from './known-schema.ts';
import { accessRefused, collectionNotFound, fieldNotFound } from './refusals.ts';
import type { Resource } from './resource.ts';
import { findUnknownField } from './unknown-field.ts';

/** What a refused request was about. */
export interface Request {
  resource: Resource;
  query?: DirectusQuery | undefined;
  ids?: readonly ItemId[];
}

/**
 * Directus answers `FORBIDDEN` alike for what is not allowed and for what is not there. Tells a missing collection, field and
 * item from a refusal by looking what there is; gives every other error back as it came.
 */
export async function explainRefusal(
  { gateway, knowledge }: { gateway: Gateway; knowledge: SchemaKnowledge },
  { resource, query = {}, ids }: Request,
  thrown: unknown,
  call: Call | undefined,
): Promise<unknown> {
  const isUnexplained = thrown instanceof ServiceError && thrown.data['directusCode'] === 'FORBIDDEN';
  if (!isUnexplained) return thrown;
  const { collection } = resource;
  try {
    const schema = await knowledge.look(collection, call);
    const fields = schema.collections.get(collection);
    if (fields === undefined) {
      return schema.isComplete
        ? collectionNotFound(collection, projectCollections(schema.collections.keys()), thrown)
        : accessRefused(collection, false, thrown);
    }
    const unknown = findUnknownField(schema, collection, query);
    if (unknown !== undefined) {
      return fieldNotFound(unknown, schema.collections.get(unknown.collection)!.keys(), schema.isComplete, thrown);
    }
    const key = [...fields.values()].find(({ isPrimaryKey }) => isPrimaryKey)?.name ?? 'id';
    for (const id of ids ?? []) {
      if (!(await isThere(gateway, resource, key, id, call))) return itemNotFound(collection, id);
    }
    return accessRefused(collection, true, thrown);
  } catch (error) {
    call?.signal?.throwIfAborted();
    // What stands in the way of an explanation is not what the caller has to know.
    return error instanceof ServiceError && error.code === 'FORBIDDEN'
      ? accessRefused(collection, true, thrown)
      : thrown;
  }
}

async function isThere(gateway: Gateway, { path }: Resource, key: string, id: ItemId, call: Call | undefined) {
  const params = { filter: { [key]: { _eq: id } }, fields: key, limit: 1 };
  try {
    return ((await gateway.send({ path, method: 'GET', params }, 'list', call)) as unknown[]).length > 0;
  } catch (error) {
    // A text that cannot be a key of this type.
    if (error instanceof ServiceError && /^(INVALID_QUERY|VALIDATION_FAILED)$/.test(error.code)) return false;
    throw error;
  }
}

function projectCollections(names: Iterable<string>): string[] {
  return [...names].filter((name) => !name.startsWith('directus_'));
}
