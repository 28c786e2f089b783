import type { GenieErrorOptions } from '../../errors.ts';
import { didYouMean } from '../../nearest-name.ts';
import { ServiceError } from '../../ports/index.ts';
import type { Collection } from './schema.ts';

/** Refusals with the codes that the port promises, whatever a real server calls them. */
function refuse(code: string, message: string, options: GenieErrorOptions = {}): ServiceError {
  return new ServiceError('directus', code, message, { isRetryable: false, ...options });
}

export function collectionNotFound(collection: string, known: Iterable<string>): ServiceError {
  return refuse('COLLECTION_NOT_FOUND', 'Collection not found', {
    detail: `There is no collection "${collection}" in the embedded store${didYouMean(collection, known)}`,
    data: { collection },
  });
}

export function itemNotFound(collection: Collection, id: unknown): ServiceError {
  return refuse('ITEM_NOT_FOUND', 'Item not found', {
    detail: `"${collection.name}" has no item with the id ${JSON.stringify(id)}`,
    data: { collection: collection.name, id },
  });
}

export function fieldNotFound(collection: Collection, field: string): ServiceError {
  return refuse('FIELD_NOT_FOUND', `Field "${field}" not found in collection "${collection.name}"`, {
    detail: `"${collection.name}" has ${[...collection.fields.keys()].join(', ')}${didYouMean(field, collection.fields.keys())}`,
    data: { collection: collection.name, field },
  });
}

export function invalidQuery(reason: string, detail?: string): ServiceError {
  return refuse('INVALID_QUERY', `Invalid query. ${reason}.`, {
    data: { reason },
    ...(detail !== undefined && { detail }),
  });
}

export function invalidPayload(reason: string): ServiceError {
  return refuse('INVALID_PAYLOAD', `Invalid payload. ${reason}.`, { data: { reason } });
}

export function valueRequired(collection: Collection, field: string): ServiceError {
  return refuse('VALIDATION_FAILED', `Validation failed for field "${field}". Value is required.`, {
    data: { collection: collection.name, field, type: 'required' },
  });
}

/** A server says no more than `FORBIDDEN` to this. */
export function invalidKey(collection: Collection, id: unknown): ServiceError {
  return refuse(
    'VALIDATION_FAILED',
    `Validation failed for field "${collection.primaryKey.name}". It has to be a UUID.`,
    {
      detail: `${JSON.stringify(id)} is no key for "${collection.name}"; leave it out and one is made.`,
      data: { collection: collection.name, field: collection.primaryKey.name, type: 'uuid' },
    },
  );
}

export function notUnique(collection: Collection, field: string): ServiceError {
  return refuse('NOT_UNIQUE', `Value for field "${field}" in collection "${collection.name}" has to be unique.`, {
    data: { collection: collection.name, field },
  });
}

/** Directus does not say which field it was either (`INVALID_FOREIGN_KEY`). */
export function brokenRelation(collection: Collection): ServiceError {
  const relations = [...collection.fields.values()].flatMap(({ name, relatedTo }) =>
    relatedTo === undefined ? [] : [`${name} (${relatedTo})`],
  );
  return refuse('VALIDATION_FAILED', 'Invalid foreign key.', {
    detail: `A relation of "${collection.name}" names an item that is not there, or another item needs this one. Its relations: ${relations.join(', ') || 'none'}.`,
    data: { collection: collection.name },
  });
}

/** Items of Directus's own collections have methods of their own, as in its SDK. */
export function systemCollection(collection: string): ServiceError {
  const methods = SYSTEM_METHODS[collection];
  return refuse('FORBIDDEN', `"${collection}" is a collection of Directus itself and has no items`, {
    detail: methods === undefined ? 'Flows have no access to it.' : `Use ${methods}.`,
    data: { collection },
  });
}

const SYSTEM_METHODS: Readonly<Record<string, string>> = {
  directus_users:
    'the operations list-users, get-user, create-user, update-user (listUsers, getUser, createUser, updateUser)',
  directus_files: 'the operations list-files and get-file (listFiles, getFile)',
  directus_flows: 'the operations list-flows and trigger-flow (listFlows, triggerFlow)',
  directus_collections: 'the operation list-collections (listCollections)',
  directus_fields: 'the operation get-collection-schema (getCollectionSchema)',
};
