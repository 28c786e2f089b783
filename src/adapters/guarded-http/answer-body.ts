import { PassThrough, pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createInflate, createInflateRaw, createUnzip } from 'node:zlib';
import type { Json } from '../../json.ts';
import type { HostAndPort } from './allowed-hosts.ts';
import { badAnswer, connectionLost, tooLarge } from './failures.ts';

/**
 * Reads a body as text, unpacked, in its own character set, and parses it when it says it is JSON and is.
 * Stops reading at the limit, which counts unpacked bytes.
 */
export async function readBody(
  body: Readable,
  headers: Record<string, string>,
  target: HostAndPort,
  maxBytes: number,
): Promise<Json> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    const packed = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    const first = await packed.next();
    // Answers to HEAD and those without content may name an encoding, too.
    if (first.done === true) return '';
    const decoder = decoderFor(headers['content-encoding'], first.value);
    if (decoder === undefined) throw badAnswer(target, `the unknown encoding "${headers['content-encoding']}"`);
    // The error of either stream arrives at the loop.
    for await (const chunk of pipeline(rejoined(first.value, packed), decoder, () => {})) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      if (bytes > maxBytes) throw tooLarge(target, maxBytes);
    }
  } catch (error) {
    if (isUnpackingError(error)) throw badAnswer(target, 'a body that cannot be unpacked', error);
    throw error instanceof Error && 'service' in error ? error : connectionLost(target, error);
  } finally {
    body.destroy();
  }
  const contentType = headers['content-type'] ?? '';
  return parsed(textOf(Buffer.concat(chunks), contentType), contentType);
}

async function* rejoined(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

function decoderFor(encoding = 'identity', start: Buffer): Transform | undefined {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return new PassThrough();
    case 'gzip':
    case 'x-gzip':
      return createUnzip();
    case 'deflate':
      // As browsers do: many servers leave the envelope out, whose first half byte is always 8.
      return (start[0]! & 0x0f) === 8 ? createInflate() : createInflateRaw();
    case 'br':
      return createBrotliDecompress();
    default:
      return undefined;
  }
}

function isUnpackingError(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && /^(Z_|ERR__ERROR_|ERR_PADDING|ERR_BROTLI)/.test(String(error.code))
  );
}

function textOf(bytes: Buffer, contentType: string): string {
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

function parsed(text: string, contentType: string): Json {
  if (!/^\s*[\w.-]+\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
