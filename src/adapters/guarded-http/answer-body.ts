import { PassThrough, pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createInflate, createUnzip } from 'node:zlib';
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
  const decoder = decoderFor(headers['content-encoding']);
  if (decoder === undefined) throw badAnswer(target, `the unknown encoding "${headers['content-encoding']}"`);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // The error of either stream arrives at the loop.
    for await (const chunk of pipeline(body, decoder, () => {})) {
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

function decoderFor(encoding = 'identity'): Transform | undefined {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return new PassThrough();
    case 'gzip':
    case 'x-gzip':
      return createUnzip();
    case 'deflate':
      return createInflate();
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
