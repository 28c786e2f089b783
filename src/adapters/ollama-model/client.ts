import type { Ollama } from 'ollama/browser';
import type { OllamaAddress } from './address.ts';
import { serverFetch } from './server-fetch.ts';

/**
 * Uses a client of the `ollama` package for one call; its connection is closed afterwards, whatever happened.
 * One client a call, because the package can only abort everything that a client does.
 */
export async function withClient<Result>(
  address: OllamaAddress,
  headers: Readonly<Record<string, string>> | undefined,
  signal: AbortSignal | undefined,
  use: (client: Ollama) => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted();
  const done = new AbortController();
  const either = signal === undefined ? done.signal : AbortSignal.any([signal, done.signal]);
  // The other entry of the package reads a file when the text of an image happens to be the path of one.
  const { Ollama: Client } = await import('ollama/browser');
  try {
    return await use(new Client({ host: address.url, headers: { ...headers }, fetch: serverFetch(address, either) }));
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    done.abort();
  }
}
