import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { badAnswer, connectionFailed, refused, tooSlow } from './failures.ts';
import type { ServerRequest } from './routes.ts';

const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
const MAX_MESSAGE_CHARACTERS = 300;

export interface ServerAddress {
  /** Without credentials. */
  url: string;
  headers: Readonly<Record<string, string>>;
}

/** Credentials of the URL go into a header: `fetch` takes no address that holds them. */
export function serverAddress(url: string): ServerAddress {
  const address = new URL(url);
  const { username, password } = address;
  address.username = '';
  address.password = '';
  const shown = address.href.replace(/\/+$/, '');
  if (username === '' && password === '') return { url: shown, headers: {} };
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { url: shown, headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } };
}

/**
 * What the server answers: the `result` of its `data`, its `data`, or all of it, whichever it has. Rejects with the signal's
 * reason, `TIMEOUT`, `UNAVAILABLE`, `CONNECTION_LOST`, `BAD_ANSWER` or what the status means.
 */
export async function ask(
  server: ServerAddress,
  { method, url }: ServerRequest,
  body: JsonObject,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal | undefined },
): Promise<Json> {
  const limit = AbortSignal.timeout(timeoutMs);
  const hasBody = method !== 'GET' && method !== 'DELETE';
  let answer: { status: number; text: string };
  try {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { ...server.headers, ...(hasBody ? { 'content-type': 'application/json' } : {}) },
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      ...(hasBody ? { body: JSON.stringify(body) } : {}),
    });
    answer = { status: response.status, text: await textOf(response, server) };
  } catch (error) {
    signal?.throwIfAborted();
    if (limit.aborted) throw tooSlow(timeoutMs);
    throw error instanceof TypeError ? connectionFailed(server.url, error) : error;
  }
  return resultOf(server, answer);
}

async function textOf(response: Response, server: ServerAddress): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    const part = chunk as Uint8Array;
    chunks.push(part);
    bytes += part.length;
    if (bytes > MAX_ANSWER_BYTES) throw badAnswer(server.url, 'more than 16 MB');
  }
  return Buffer.concat(chunks).toString('utf8');
}

function resultOf(server: ServerAddress, { status, text }: { status: number; text: string }): Json {
  const body = text.trim() === '' ? {} : parse(text);
  const isGood = status >= 200 && status <= 299;
  if (!isGood) throw refused(server.url, status, messageOf(body));
  if (body === undefined) throw badAnswer(server.url, 'something that is not JSON');
  if (!isJsonObject(body)) return body;
  if (body.success === false && !('result' in body) && !('data' in body))
    throw refused(server.url, status, messageOf(body));
  const data = body.data ?? body;
  return isJsonObject(data) && data.result !== undefined ? data.result : data;
}

function messageOf(body: Json | undefined): string | undefined {
  if (!isJsonObject(body)) return undefined;
  const { message, error } = body;
  const said = [message, isJsonObject(error) ? error.message : error].find((value) => typeof value === 'string');
  return said?.slice(0, MAX_MESSAGE_CHARACTERS);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
