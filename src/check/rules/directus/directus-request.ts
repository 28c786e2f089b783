import { joinPointer } from '../../../flow/index.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../json.ts';
import type { StepNode } from '../../model/index.ts';
import type { PathLink } from '../../model/texts.ts';
import { hasReference } from '../../settings/has-reference.ts';

/** What a step asks Directus for, the same for both spellings. */
export interface DirectusRequest {
  readonly kind: 'read-one' | 'read-many' | 'search' | 'create' | 'update' | 'delete' | 'other';
  /** `undefined` where it is not known before the step runs. */
  readonly collection: string | undefined;
  /** Where filter, fields, sort and their like are written: the settings, and in the flat spelling `query`, too. */
  readonly queries: readonly { readonly settings: JsonObject; readonly link: PathLink | undefined }[];
  /** The setting that holds what is written. */
  readonly itemKey: 'item' | 'data';
}

const KINDS: ReadonlyMap<string, DirectusRequest['kind']> = new Map([
  ['directus_write', 'create'],
  ['directus_update', 'update'],
  ['directus_delete', 'delete'],
  ['directus_search', 'search'],
  ['read-items', 'read-many'],
  ['read-item', 'read-one'],
  ['create-item', 'create'],
  ['update-item', 'update'],
  ['delete-item', 'delete'],
  ['search-items', 'search'],
  ['get-collection-schema', 'other'],
  ['list-users', 'read-many'],
  ['list-files', 'read-many'],
]);

const SYSTEM_COLLECTIONS: ReadonlyMap<string, string> = new Map([
  ['list-users', 'directus_users'],
  ['list-files', 'directus_files'],
]);

/** Several rules ask for the same step, one behind the other. */
let latest: { readonly step: StepNode; readonly request: DirectusRequest | undefined } | undefined;

/** The request of a step that works on a collection; `undefined` for any other. */
export function directusRequest(step: StepNode): DirectusRequest | undefined {
  if (!step.step.type.startsWith('directus')) return undefined;
  if (latest?.step !== step) latest = { step, request: requestOf(step) };
  return latest.request;
}

function requestOf({ step: { type, config } }: StepNode): DirectusRequest | undefined {
  const isFlat = type === 'directus';
  const name = isFlat ? ownText(config, 'operation') : type;
  const kind = name === 'directus_read' ? readKind(config) : KINDS.get(name ?? '');
  if (kind === undefined) return undefined;
  return {
    kind,
    collection: SYSTEM_COLLECTIONS.get(name!) ?? ownText(config, 'collection'),
    queries: isFlat && kind !== 'search' ? withQuery(config) : [{ settings: config, link: undefined }],
    itemKey: isFlat ? 'data' : 'item',
  };
}

/** JSON pointer of a place in the settings of a step. */
export function pointerTo({ settingsPointer }: StepNode, link: PathLink | undefined): string {
  const keys: (string | number)[] = [];
  for (let each = link; each !== undefined; each = each.up) keys.push(each.key);
  return keys.reduceRight<string>(joinPointer, settingsPointer);
}

/** A value that is there, whatever it is. */
export function ownValue(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function readKind(config: JsonObject): DirectusRequest['kind'] {
  return Object.hasOwn(config, 'id') ? 'read-one' : 'read-many';
}

function withQuery(config: JsonObject): DirectusRequest['queries'] {
  const query = ownValue(config, 'query');
  const own = { settings: config, link: undefined };
  return isJsonObject(query) ? [own, { settings: query, link: { up: undefined, key: 'query' } }] : [own];
}

function ownText(config: JsonObject, key: string): string | undefined {
  const value = ownValue(config, key);
  return typeof value === 'string' && value !== '' && !hasReference(value) ? value : undefined;
}
