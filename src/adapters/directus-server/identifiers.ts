import { ServiceError, type ItemId } from '../../ports/index.ts';
import { shownValue } from './shown-value.ts';

const COLLECTION = /^[A-Za-z0-9_]+$/;
/** As long as a column of Directus for names is. */
const MAX_COLLECTION_LENGTH = 64;
const MAX_ID_LENGTH = 255;
const CHANGES_THE_PATH = /[/\\?#]|\.\./;
const CONTROLS = /\p{Cc}/u;

/** Whether a collection can have this name at all. The SDK would put anything into the path of a request. */
export function isCollectionName(name: unknown): name is string {
  if (typeof name !== 'string' || name.length > MAX_COLLECTION_LENGTH) return false;
  // Directus 12 fails with a status of 500 for names that every object of JavaScript has.
  return COLLECTION.test(name) && !Object.hasOwn(Object.prototype, name);
}

/** Whether an item can have this key at all: what would change the path of a request is no key. */
export function isItemId(id: unknown): id is ItemId {
  if (typeof id === 'number') return Number.isSafeInteger(id);
  return typeof id === 'string' && isSafeText(id);
}

function isSafeText(id: string): boolean {
  if (id === '' || id === '.' || id.length > MAX_ID_LENGTH) return false;
  return id.isWellFormed() && !CHANGES_THE_PATH.test(id) && !CONTROLS.test(id);
}

/** A key as part of a path. Throws `ITEM_NOT_FOUND` for what no item can have as its key. */
export function pathOfId(collection: string, id: unknown): string {
  if (!isItemId(id)) throw itemNotFound(collection, id);
  return encodeURIComponent(id);
}

export function itemNotFound(collection: string, id: unknown): ServiceError {
  return new ServiceError('directus', 'ITEM_NOT_FOUND', 'Item not found', {
    detail: `"${collection}" has no item with the id ${shownValue(id)}${isItemId(id) ? '' : ': this cannot be a key'}`,
    data: { collection, ...(isItemId(id) ? { id } : {}) },
    isRetryable: false,
  });
}
