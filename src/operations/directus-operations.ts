import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Effect, IsOpen, SettingProblem } from '../step.ts';
import { queryProblems } from './directus-query.ts';
import { itemType, queryType, rowsType, writtenType } from './item-type.ts';

/** What is known of a tool without running it. */
interface OperationFacts {
  /** For people. */
  summary: string;
  effect: Effect;
  /** Settings without which the operation means nothing. */
  requires: ReadonlyArray<'collection' | 'id' | 'data' | 'query'>;
  /** What `data` has to be; anything by default. */
  data?: 'object' | 'objects';
  /** The JSON Schema of the result, from the settings with those of `query` beside them. */
  result?(settings: JsonObject): JsonObject | undefined;
}

const OBJECT: JsonObject = { type: 'object' };
const OBJECTS: JsonObject = { type: 'array', items: OBJECT };
const DELETED: JsonObject = {
  type: 'object',
  properties: { deleted: { type: 'array', items: { type: ['string', 'number'] } } },
  required: ['deleted'],
  additionalProperties: false,
};

/** The 17 tools that the platform's Directus server offers, by the name of the operation. */
export const DIRECTUS_OPERATION_FACTS = {
  'list-collections': {
    summary: 'The collections that there are.',
    effect: 'read',
    requires: [],
    result: () => OBJECTS,
  },
  'get-collection-schema': {
    summary: 'The fields of one collection.',
    effect: 'read',
    requires: ['collection'],
    result: () => OBJECT,
  },
  'read-items': {
    summary: 'Items of a collection: a list, or with `limit: 1` one item or null.',
    effect: 'read',
    requires: ['collection'],
    result: queryType,
  },
  'read-item': {
    summary: 'One item, by its primary key.',
    effect: 'read',
    requires: ['collection', 'id'],
    result: ({ fields }) => itemType(fields),
  },
  'create-item': {
    summary: 'Creates one item, or several from a list.',
    effect: 'write',
    requires: ['collection', 'data'],
    data: 'objects',
    result: ({ data, fields }) => writtenType(data, fields),
  },
  'update-item': {
    summary: 'Changes one item, or several in the same way.',
    effect: 'write',
    requires: ['collection', 'id', 'data'],
    data: 'object',
    result: ({ id, fields }) => writtenType(id, fields),
  },
  'delete-item': {
    summary: 'Deletes one item, or several.',
    effect: 'write',
    requires: ['collection', 'id'],
    result: () => DELETED,
  },
  'search-items': {
    summary: 'Items that contain a text.',
    effect: 'read',
    requires: ['collection', 'query'],
    result: rowsType,
  },
  'get-me': { summary: 'The user that the flow runs as.', effect: 'read', requires: [], result: () => OBJECT },
  'list-users': { summary: 'The users.', effect: 'read', requires: [], result: rowsType },
  'get-user': { summary: 'One user, by id.', effect: 'read', requires: ['id'], result: () => OBJECT },
  'update-user': {
    summary: 'Changes a user.',
    effect: 'write',
    requires: ['id', 'data'],
    data: 'object',
    result: () => OBJECT,
  },
  'create-user': {
    summary: 'Creates a user.',
    effect: 'write',
    requires: ['data'],
    data: 'object',
    result: () => OBJECT,
  },
  'list-files': { summary: 'The files.', effect: 'read', requires: [], result: rowsType },
  'get-file': { summary: 'One file, by id.', effect: 'read', requires: ['id'], result: () => OBJECT },
  'list-flows': { summary: 'The flows of the Directus server.', effect: 'read', requires: [], result: () => OBJECTS },
  'trigger-flow': {
    summary: 'Starts a flow of the Directus server through its webhook.',
    effect: 'write',
    requires: ['id'],
  },
} as const satisfies Record<string, OperationFacts>;

export type DirectusOperation = keyof typeof DIRECTUS_OPERATION_FACTS;

export const DIRECTUS_OPERATIONS = Object.keys(DIRECTUS_OPERATION_FACTS) as [DirectusOperation, ...DirectusOperation[]];

export const DIRECTUS_OPERATION_SUMMARIES = Object.values(DIRECTUS_OPERATION_FACTS).map(({ summary }) => summary);

export function directusEffect({ operation }: { operation?: unknown }): Effect {
  return factsOf(operation)?.effect ?? 'write';
}

/** The JSON Schema of what an operation gives, from the written settings; `undefined` when they leave it open. */
export function directusType({ operation, query, ...settings }: JsonObject): JsonObject | undefined {
  const isUnknownQuery = query !== undefined && !isJsonObject(query) && operation !== 'search-items';
  const inside = isJsonObject(query) ? query : {};
  // A query that only a run will know may ask for one item, for totals, or for other fields.
  if (isUnknownQuery && settings.fields === undefined) return operation === 'read-item' ? OBJECT : undefined;
  if (isUnknownQuery && typeof settings.limit !== 'number' && operation === 'read-items') return undefined;
  return factsOf(operation)?.result?.({ ...inside, ...settings });
}

/** What an operation needs, and what its settings have to be for it. */
export function directusProblems(config: JsonObject, isOpen: IsOpen): SettingProblem[] {
  const { operation } = config;
  const facts = factsOf(operation);
  if (facts === undefined || typeof operation !== 'string') return [];
  const problems: SettingProblem[] = facts.requires
    .filter((name) => config[name] === undefined)
    .map((name) => ({ kind: 'missing', path: [name], message: `is required for "${operation}"` }));
  problems.push(...queryKindProblems(operation, config.query, isOpen));
  const dataProblem = isOpen(config.data) ? undefined : dataProblemOf(facts, config.data, isOpen);
  if (dataProblem !== undefined) problems.push({ kind: 'value', path: ['data'], message: dataProblem });
  if (Array.isArray(config.id) && operation !== 'update-item' && operation !== 'delete-item') {
    problems.push({ kind: 'value', path: ['id'], message: `must be one id for "${operation}"` });
  }
  return problems;
}

function queryKindProblems(operation: string, query: Json | undefined, isOpen: IsOpen): SettingProblem[] {
  if (query === undefined || isOpen(query)) return [];
  if (operation === 'search-items') {
    return typeof query === 'string'
      ? []
      : [{ kind: 'value', path: ['query'], message: 'must be the text to look for' }];
  }
  if (typeof query === 'string') {
    return [{ kind: 'value', path: ['query'], message: `must be an object for "${operation}"` }];
  }
  return isJsonObject(query) && operation !== 'trigger-flow' ? queryProblems(query, isOpen) : [];
}

function dataProblemOf({ data: kind }: OperationFacts, data: Json | undefined, isOpen: IsOpen): string | undefined {
  if (kind === undefined || data === undefined || isJsonObject(data)) return undefined;
  if (kind === 'object') return 'must be an object';
  const isObjects =
    Array.isArray(data) && data.length > 0 && data.every((entry) => isJsonObject(entry) || isOpen(entry));
  return isObjects ? undefined : 'must be an object, or a list of objects';
}

function factsOf(operation: unknown): OperationFacts | undefined {
  const isKnown = typeof operation === 'string' && Object.hasOwn(DIRECTUS_OPERATION_FACTS, operation);
  return isKnown ? DIRECTUS_OPERATION_FACTS[operation as DirectusOperation] : undefined;
}
