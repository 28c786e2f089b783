import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { UsageError } from '../../errors.ts';
import type { Streams } from '../streams.ts';

/** The bytes of a file or of standard input, as they arrive. Rejects with `FILE_UNREADABLE` before anything is read. */
export async function openAnswer(file: string | undefined, streams: Streams): Promise<Readable> {
  if (file === undefined || file === '-') return streams.stdin;
  const path = resolve(streams.cwd(), file);
  try {
    const handle = await open(path);
    const isDirectory = (await handle.stat()).isDirectory();
    await handle.close();
    if (isDirectory) throw new Error('it is a folder');
  } catch (cause) {
    throw new UsageError('FILE_UNREADABLE', `${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
  return createReadStream(path);
}
