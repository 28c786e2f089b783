import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { GenieError } from '../../errors.ts';
import type { Json, JsonObject } from '../../json.ts';
import { ServiceError, type Call, type DirectusPort, type FilesPort } from '../../ports/index.ts';
import type { MediaNames } from './media-options.ts';
import { invalidJob, type MediaOrder } from './read-job.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The id of the file that an order is about: its own, or that of its media row. A media id without such a row may be a file's
 * id. Rejects with `MEDIA_FILE_NOT_FOUND` or `MEDIA_JOB_INVALID`.
 */
export async function findInput(
  { fileId, mediaId }: MediaOrder,
  directus: DirectusPort,
  { collections, mediaFileFields, keys }: MediaNames,
  call: Call,
): Promise<string> {
  if (fileId !== undefined) return checkedFileId(fileId);
  if (mediaId === undefined) throw invalidJob(`it names no file under ${[...keys.file, ...keys.media].join(', ')}`);
  const media = await directus.readItem(collections.media, mediaId, {}, call).catch(ignoreMissing);
  if (media === undefined) return checkedFileId(String(mediaId));
  const found = mediaFileFields.map((field) => fileIn(media[field], directus)).find((id) => id !== undefined);
  if (found !== undefined) return found;
  throw new GenieError('MEDIA_FILE_NOT_FOUND', `The media ${String(mediaId)} has no file in Directus`, {
    isRetryable: false,
    detail: `Looked at its fields ${mediaFileFields.join(', ')} for the id of a file, or an address below ${directus.identity.location}/assets/. Files of other servers are not fetched.`,
  });
}

export function checkedFileId(id: string): string {
  if (UUID.test(id)) return id;
  throw invalidJob('the id of a file is a UUID, and what it names is not');
}

/** An id, a related row, or an address of this Directus: other servers are not asked. */
function fileIn(value: Json | undefined, directus: DirectusPort): string | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return fileIn(value['id'], directus);
  if (typeof value !== 'string') return undefined;
  if (UUID.test(value)) return value;
  const assets = '/assets/';
  const base = directus.identity.location.replace(/\/$/, '');
  const path = value.startsWith(`${base}${assets}`) ? value.slice(base.length) : value;
  const id = path.startsWith(assets) ? path.slice(assets.length).split(/[/?#]/)[0] : undefined;
  return id !== undefined && UUID.test(id) ? id : undefined;
}

function ignoreMissing(error: unknown): undefined {
  const known = ['ITEM_NOT_FOUND', 'COLLECTION_NOT_FOUND'];
  if (error instanceof ServiceError && known.includes(error.code)) return undefined;
  throw error;
}

/** Writes a file of Directus into a folder and gives its row. Rejects with `MEDIA_FILE_NOT_FOUND` or `MEDIA_TOO_LARGE`. */
export async function download(
  id: string,
  place: { folder: string; name: string; maxBytes: number },
  { directus, files }: { directus: DirectusPort; files: FilesPort },
  call: Call,
): Promise<JsonObject> {
  const row = await directus.getFile(id, call).catch(ignoreMissing);
  if (row === undefined) {
    throw new GenieError('MEDIA_FILE_NOT_FOUND', `There is no file ${id} in Directus`, { isRetryable: false });
  }
  checkBytes(Number(row['filesize'] ?? 0), place.maxBytes);
  const file = await open(join(place.folder, place.name), 'wx');
  try {
    let bytes = 0;
    for await (const chunk of files.download(id, call)) {
      bytes += chunk.byteLength;
      checkBytes(bytes, place.maxBytes);
      await file.write(chunk);
    }
  } finally {
    await file.close();
  }
  return row;
}

function checkBytes(bytes: number, maxBytes: number): void {
  if (bytes <= maxBytes) return;
  throw new GenieError('MEDIA_TOO_LARGE', `The file is larger than ${maxBytes} bytes`, { isRetryable: false });
}
