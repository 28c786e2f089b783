import type { StepNode, TextNode } from '../model/index.ts';

/** What a step does in Directus. */
export interface DirectusAccess {
  readonly verb: 'read' | 'create' | 'update' | 'delete';
  /** `undefined` where it is a reference. */
  readonly collection: string | undefined;
}

const VERBS: ReadonlyMap<string, DirectusAccess['verb']> = new Map([
  ['directus_read', 'read'],
  ['directus_search', 'read'],
  ['directus_write', 'create'],
  ['directus_update', 'update'],
  ['directus_delete', 'delete'],
  ['read-items', 'read'],
  ['read-item', 'read'],
  ['search-items', 'read'],
  ['create-item', 'create'],
  ['update-item', 'update'],
  ['delete-item', 'delete'],
]);

const OF_USERS: ReadonlyMap<string, DirectusAccess> = new Map([
  ['list-users', { verb: 'read', collection: 'directus_users' }],
  ['get-user', { verb: 'read', collection: 'directus_users' }],
  ['create-user', { verb: 'create', collection: 'directus_users' }],
  ['update-user', { verb: 'update', collection: 'directus_users' }],
]);

/** In either dialect; `undefined` for other steps and for tools that touch no items. */
export function directusAccessOf({ step }: StepNode): DirectusAccess | undefined {
  const { type, config } = step;
  if (!type.startsWith('directus')) return undefined;
  const name = type === 'directus' ? config['operation'] : type;
  if (typeof name !== 'string') return undefined;
  const verb = VERBS.get(name);
  if (verb === undefined) return OF_USERS.get(name);
  const collection = Object.hasOwn(config, 'collection') ? config['collection'] : undefined;
  const isWritten = typeof collection === 'string' && !collection.includes('$') && !collection.includes('{{');
  return { verb, collection: isWritten ? collection : undefined };
}

/** `id`, `profile_id`, `fileId`, `uuid`. */
const ID_KEY = /^(?:id|uuid)$|(?:_id|Id|_uuid)$/;

/** Whether the text says which item is meant: the setting `id`, or a field in a filter that holds ids. */
export function isItemChoice({ site, path }: TextNode): boolean {
  if (site.kind !== 'setting') return false;
  if (site.setting === 'id') return true;
  return isFilter(path) && path.some((key) => typeof key === 'string' && ID_KEY.test(key));
}

/** Whether the text stands in a filter: a setting of its own, or part of `query` in dialect 2. */
export function isFilter(path: readonly (string | number)[]): boolean {
  return path[0] === 'filter' || (path[0] === 'query' && path[1] === 'filter');
}

const WIDENING: ReadonlySet<string | number> = new Set(['_or', '_neq', '_nin', '_none']);

/** Whether the text narrows what is read: rows for which it does not hold are left out. */
export function isNarrowing(text: TextNode): boolean {
  const { site } = text;
  if (site.kind !== 'setting') return false;
  if (site.setting === 'id') return true;
  if (site.setting !== 'filter' && site.setting !== 'query') return false;
  const { path } = text;
  return isFilter(path) && !path.some((key) => WIDENING.has(key));
}
