import { GenieError } from '../../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { ItemId } from '../../ports/index.ts';
import type { MediaNames } from './media-options.ts';
import { isMediaOperation, type MediaOperation } from './operations.ts';

/** A job as its queue delivers it. */
export interface MediaJob {
  name: string;
  data: Json;
  /** How often it came to an end before. */
  attempts?: number;
}

/** What a job and its row ask for together. */
export interface MediaOrder {
  operation: MediaOperation;
  fileId: string | undefined;
  mediaId: ItemId | undefined;
  params: JsonObject;
}

type Keys = MediaNames['keys'];

/** What the queue calls the job's work; the row is not looked at yet. `undefined` when nothing says so. */
export function operationOf({ name, data }: MediaJob, keys: Keys): string | undefined {
  return textOf(firstOf(sourcesOf(data), keys.operation)) ?? (name === '' ? undefined : name);
}

/** The id of the job's row. Throws `MEDIA_JOB_INVALID`. */
export function rowIdOf({ data }: MediaJob, keys: Keys): ItemId {
  const id = idOf(firstOf(sourcesOf(data), keys.row));
  if (id === undefined) throw invalidJob(`its data names no row of the job under ${keys.row.join(', ')}`);
  return id;
}

/**
 * What is to be done. What the row says counts before what the queue says: rows are guarded by permissions, and jobs are not.
 * Throws `MEDIA_JOB_INVALID` when the two ask for different work.
 */
export function readOrder(job: MediaJob, row: JsonObject, keys: Keys): MediaOrder {
  const operation = textOf(firstOf([row], keys.operation));
  const queued = operationOf(job, keys);
  if (operation !== undefined && queued !== undefined && operation !== queued) {
    throw invalidJob(`its row says "${operation}", the queue says "${queued}"`);
  }
  if (!isMediaOperation(queued)) throw invalidJob(`"${queued}" is no work of this worker`);
  const sources = [row, ...sourcesOf(job.data)];
  const params = [...sources].reverse().map((source) => firstOf([source], keys.params));
  return {
    operation: queued,
    fileId: textOf(firstOf(sources, keys.file)),
    mediaId: idOf(firstOf(sources, keys.media)),
    // Documents write parameters beside the job's other keys too.
    params: Object.assign({}, ...sourcesOf(job.data), ...params.filter(isJsonObject)) as JsonObject,
  };
}

/** A job's data, and the same inside of an envelope. */
function sourcesOf(data: Json): JsonObject[] {
  if (!isJsonObject(data)) return [];
  return isJsonObject(data['job']) ? [data, data['job']] : [data];
}

function firstOf(sources: readonly JsonObject[], keys: readonly string[]): Json | undefined {
  for (const source of sources) {
    const key = keys.find((name) => source[name] !== undefined && source[name] !== null && source[name] !== '');
    if (key !== undefined) return source[key];
  }
  return undefined;
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** An id, or a related row that was read with its job. */
function idOf(value: Json | undefined): ItemId | undefined {
  if (isJsonObject(value)) return idOf(value['id']);
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

export function invalidJob(reason: string): GenieError {
  return new GenieError('MEDIA_JOB_INVALID', `The media job cannot be done: ${reason}`, { isRetryable: false });
}
