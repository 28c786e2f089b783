import { openAsBlob } from 'node:fs';
import { ServiceError, type Call, type FilesPort, type FileUpload } from '../../ports/index.ts';
import { badAnswer, connectionFailure } from './connection-failures.ts';
import { explainRefusal } from './explain-refusal.ts';
import { readJson } from './exchange.ts';
import type { Gateway } from './gateway.ts';
import { pathOfId } from './identifiers.ts';
import type { SchemaKnowledge } from './known-schema.ts';
import { FILES } from './resource.ts';

/** The bytes of files, by plain requests: the SDK parses texts and JSON that it is asked for as bytes. */
export function filesOf(gateway: Gateway, knowledge: SchemaKnowledge): FilesPort {
  async function open(id: string, { signal }: Call): Promise<Response> {
    const path = `/assets/${pathOfId(FILES.collection, id)}?download`;
    try {
      return await gateway.fetch(path, { method: 'GET', signal });
    } catch (thrown) {
      throw await explainRefusal({ gateway, knowledge }, { resource: FILES, ids: [id] }, thrown, {
        ...(signal && { signal }),
      });
    }
  }

  return {
    async *download(id, call = {}) {
      const { body } = await open(id, call);
      if (body === null) return;
      try {
        yield* body as AsyncIterable<Uint8Array>;
      } catch (thrown) {
        call.signal?.throwIfAborted();
        throw connectionFailure(gateway.address, thrown);
      }
    },
    async upload(file, { signal } = {}) {
      const body = await formOf(file);
      const answer = await gateway.fetch('/files', { method: 'POST', body, signal });
      const stored = (await readJson(gateway.address, answer, signal)) as { data?: { id?: unknown } } | null;
      const { id } = stored?.data ?? {};
      if (typeof id !== 'string') throw badAnswer(gateway.address, 'no id of the file');
      return { id };
    },
  };
}

/** Directus takes notice only of what stands before the file. */
async function formOf({ path, name, type, folder, title }: FileUpload): Promise<FormData> {
  const form = new FormData();
  if (folder !== undefined) form.append('folder', folder);
  if (title !== undefined) form.append('title', title);
  form.append('type', type);
  try {
    form.append('file', await openAsBlob(path, { type }), name);
  } catch (cause) {
    throw new ServiceError('directus', 'FILE_UNREADABLE', 'The file that was to be stored cannot be read', {
      detail: `${path}: ${(cause as Error).message}`,
      isRetryable: false,
      cause,
    });
  }
  return form;
}
