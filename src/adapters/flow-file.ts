import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { UsageError } from '../errors.ts';
import { isJsonObject } from '../json.ts';
import type { FlowListing, FlowSource, SourcedFlow } from '../ports/index.ts';
import { toFlowListing } from './flow-listing.ts';

/**
 * One flow in one file. `find` answers with it for every slug, because whoever names a file means that flow; its own
 * slug stands in `list`. Rejects with `FLOW_FILE_UNREADABLE` when the file cannot be read.
 */
export function flowFile(file: string): FlowSource {
  async function read(signal?: AbortSignal): Promise<SourcedFlow> {
    return { text: await readFlowText(file, signal), origin: file };
  }
  return {
    kind: 'local',
    find: async (_slug, call) => read(call?.signal),
    async list(call): Promise<FlowListing[]> {
      return [toFlowListing(await read(call?.signal))];
    },
  };
}

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  EACCES: 'it may not be read',
};

/** A flow file's text. Rejects with `FLOW_FILE_UNREADABLE`, or with the signal's reason. */
export async function readFlowText(file: string, signal?: AbortSignal): Promise<string> {
  signal?.throwIfAborted();
  try {
    return await readFile(file, { encoding: 'utf8', ...(signal && { signal }) });
  } catch (cause) {
    signal?.throwIfAborted();
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = code === undefined ? undefined : REASONS[code];
    throw new UsageError('FLOW_FILE_UNREADABLE', `The flow file cannot be read: ${reason ?? message}`, {
      detail: code === 'ENOENT' && existsSync(`${file}.json`) ? `${file}\nDid you mean ${file}.json?` : file,
      cause,
    });
  }
}

/** The slug that a document's text names, or `undefined` when it names none or is not JSON. */
export function slugInText(text: string): string | undefined {
  try {
    const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isJsonObject(document) && typeof document['slug'] === 'string' ? document['slug'] : undefined;
  } catch {
    return undefined;
  }
}
