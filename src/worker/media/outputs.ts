import { join } from 'node:path';
import type { JsonObject } from '../../json.ts';
import type { Call, DirectusPort, FilesPort, ImageFormat, ItemId, VideoFormat } from '../../ports/index.ts';
import type { MediaNames, OutputField } from './media-options.ts';
import type { MediaOperation } from './operations.ts';

const TYPES: Readonly<Record<ImageFormat | VideoFormat, readonly [extension: string, mediaType: string]>> = {
  jpeg: ['jpg', 'image/jpeg'],
  png: ['png', 'image/png'],
  webp: ['webp', 'image/webp'],
  avif: ['avif', 'image/avif'],
  gif: ['gif', 'image/gif'],
  heic: ['heic', 'image/heic'],
  mp4: ['mp4', 'video/mp4'],
  mov: ['mov', 'video/quicktime'],
  webm: ['webm', 'video/webm'],
  mkv: ['mkv', 'video/x-matroska'],
  avi: ['avi', 'video/x-msvideo'],
  mpegts: ['ts', 'video/mp2t'],
};

const MAX_STEM = 100;

export function extensionOf(format: ImageFormat | VideoFormat): string {
  return TYPES[format][0];
}

/** What became of one job. */
export interface MediaOutput {
  fileId: string;
  outputId: ItemId | null;
}

/** The outputs of one job in Directus: a file, and a row that says whose it is. */
export interface Outputs {
  /** What an earlier delivery of the job had finished. */
  find(call: Call): Promise<MediaOutput | undefined>;
  store(output: StoredOutput, call: Call): Promise<MediaOutput>;
}

export interface StoredOutput {
  folder: string;
  file: string;
  format: ImageFormat | VideoFormat;
  /** The name of the input. */
  sourceName: string;
  uploadFolder: string | undefined;
  params: JsonObject;
}

export function outputsOf(
  job: { rowId: ItemId; operation: MediaOperation },
  { directus, files }: { directus: DirectusPort; files: FilesPort },
  names: MediaNames,
): Outputs {
  const { outputs: collection } = names.collections;
  const { media_job_id: jobField, file_id: fileField } = names.outputFields;
  // Tells a file that was stored just before a crash from all others.
  const title = `${job.operation} ${job.rowId}`;

  async function find(call: Call): Promise<MediaOutput | undefined> {
    if (jobField === false || fileField === false) return undefined;
    const filter = { _and: [{ [jobField]: { _eq: job.rowId } }, { [fileField]: { _nnull: true } }] };
    const [row] = await directus.readItems(collection, { filter, limit: 1 }, call);
    const fileId = row?.[fileField];
    return typeof fileId === 'string' ? { fileId, outputId: (row?.['id'] ?? null) as ItemId | null } : undefined;
  }

  async function upload(output: StoredOutput, call: Call): Promise<string> {
    const filter = { _and: [{ title: { _eq: title } }, { filesize: { _gt: 0 } }] };
    const [stored] = await directus.listFiles({ filter, fields: ['id'], limit: 1 }, call);
    if (typeof stored?.['id'] === 'string') return stored['id'];
    const [extension, type] = TYPES[output.format];
    const { id } = await files.upload(
      {
        path: join(output.folder, output.file),
        name: `${stemOf(output.sourceName)}-${job.operation.replaceAll('_', '-')}.${extension}`,
        type,
        title,
        ...(output.uploadFolder === undefined ? {} : { folder: output.uploadFolder }),
      },
      call,
    );
    return id;
  }

  return {
    find,
    async store(output, call) {
      const fileId = await upload(output, call);
      const known = await find(call);
      if (known !== undefined) return known;
      const values: Record<OutputField, JsonObject[string]> = {
        media_job_id: job.rowId,
        file_id: fileId,
        kind: job.operation,
        params: output.params,
      };
      const row = await directus.createItem(collection, rename(values, names), { fields: ['id'] }, call);
      return { fileId, outputId: (row['id'] ?? null) as ItemId | null };
    },
  };
}

function rename(values: Record<OutputField, JsonObject[string]>, { outputFields }: MediaNames): JsonObject {
  const entries = Object.entries(values).flatMap(([field, value]) => {
    const column = outputFields[field as OutputField];
    return column === false ? [] : [[column, value] as const];
  });
  return Object.fromEntries(entries);
}

/** A name without its extension, folders and characters that mean something to a shell, a header or a file system. */
function stemOf(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const stem = last
    .replace(/\.[^.]*$/, '')
    .replaceAll(/[^\p{L}\p{N}._ -]+/gu, '_')
    .replace(/^[-. ]+/, '');
  return stem.slice(0, MAX_STEM) || 'media';
}
