import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isJsonObject } from '../../json.ts';
import type { OllamaAddress } from './address.ts';
import { badAnswer, cutAnswer, modelFailed, noConnection, refused, unreadableLine } from './failures.ts';

const MAX_ERROR_BYTES = 64 * 1024;
const MAX_LINE_BYTES = 16 * 1024 * 1024;

/**
 * The `fetch` that the `ollama` package is given. It works on `node:http` because the signal then ends the socket in every phase,
 * also while it is still connecting, and because nothing limits how long a model may take to load.
 * Whatever is not a good answer becomes an error here: the package would print some of it to the console and swallow the rest.
 */
export function serverFetch(address: OllamaAddress, signal: AbortSignal): typeof fetch {
  return async (input, init = {}) => {
    const response = await send(address, new URL(urlOf(input)), init, signal);
    const status = response.statusCode ?? 0;
    if (status < 200 || status > 299) {
      throw refused(
        address,
        status,
        await readText(address, response, MAX_ERROR_BYTES, 'cut'),
        response.headers['retry-after'],
      );
    }
    const isStream = urlOf(input).endsWith('/generate') || urlOf(input).endsWith('/chat');
    const body = isStream ? ReadableStream.from(checkedLines(address, response)) : await jsonText(address, response);
    return new Response(body, { status, headers: { 'content-type': 'application/json' } });
  };
}

function urlOf(input: string | URL | Request): string {
  return input instanceof Request ? input.url : String(input);
}

function send(address: OllamaAddress, url: URL, init: RequestInit, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: init.method ?? 'GET',
      // A connection that is kept open can be closed by the server just as the next request goes out.
      headers: { ...(init.headers as Record<string, string>), connection: 'close' },
      signal,
    });
    request.once('response', resolve);
    request.on('error', (error) => reject(noConnection(address, error)));
    request.end(init.body as string | undefined);
  });
}

/** The records of a streamed answer, each known to be an object without an error, the last one with `done`. */
async function* checkedLines(address: OllamaAddress, response: IncomingMessage): AsyncGenerator<Uint8Array> {
  let isDone = false;
  for await (const line of lines(address, response)) {
    const record = parseRecord(address, line);
    if ('error' in record)
      throw modelFailed(typeof record.error === 'string' ? record.error : JSON.stringify(record.error));
    isDone = record.done === true;
    yield Buffer.from(`${line}\n`);
    if (isDone) return;
  }
  if (!isDone) throw cutAnswer(address);
}

function parseRecord(address: OllamaAddress, line: string): Record<string, unknown> {
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch (error) {
    throw unreadableLine(address, line, error);
  }
  if (!isJsonObject(record)) throw unreadableLine(address, line);
  return record;
}

async function* lines(address: OllamaAddress, response: IncomingMessage): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest: string[] = [];
  let restLength = 0;
  for await (const chunk of chunks(address, response)) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    rest.push(first);
    restLength += first.length;
    if (restLength > MAX_LINE_BYTES) throw badAnswer(address, 'a line without end');
    for (const next of others) {
      const line = rest.join('');
      if (line.trim() !== '') yield line;
      rest = [next];
      restLength = next.length;
    }
  }
  const last = rest.join('') + decoder.decode();
  if (last.trim() !== '') yield last;
}

async function* chunks(address: OllamaAddress, response: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of response) yield chunk as Buffer;
  } catch (error) {
    throw cutAnswer(address, error);
  }
}

async function jsonText(address: OllamaAddress, response: IncomingMessage): Promise<string> {
  const text = await readText(address, response, MAX_LINE_BYTES, 'refuse');
  parseRecord(address, text);
  return text;
}

async function readText(
  address: OllamaAddress,
  response: IncomingMessage,
  maxBytes: number,
  beyond: 'cut' | 'refuse',
): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks(address, response)) {
    parts.push(chunk);
    bytes += chunk.length;
    if (bytes <= maxBytes) continue;
    if (beyond === 'refuse') throw badAnswer(address, 'an answer without end');
    break;
  }
  return Buffer.concat(parts).subarray(0, maxBytes).toString('utf8');
}
