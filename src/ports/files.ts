import type { Call } from './call.ts';

/** A file of this machine that is to be stored. */
export interface FileUpload {
  /** Where it is now. */
  path: string;
  /** The name that the stored file gets, with its extension. */
  name: string;
  /** Its media type: `image/png`. */
  type: string;
  /** The id of a folder of Directus. */
  folder?: string;
  title?: string;
}

/** The files of Directus, their bytes. What is known about them is read as items. Every method rejects with a `ServiceError`. */
export interface FilesPort {
  /** The bytes of a file as they come. The iteration rejects with `ITEM_NOT_FOUND` before the first when there is no such file. */
  download(id: string, call?: Call): AsyncIterable<Uint8Array>;
  /** Stores a file; rejects with `FILE_UNREADABLE` when `path` cannot be read. */
  upload(file: FileUpload, call?: Call): Promise<{ id: string }>;
}
