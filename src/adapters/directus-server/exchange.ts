import { answerFailure } from './answer-failures.ts';
import { badAnswer, connectionFailure, connectionLost } from './connection-failures.ts';

/** For calls without a signal of their own: Directus answers in milliseconds, a step has 120 s. */
const LONGEST_ANSWER_MS = 120_000;
const REPEATABLE_METHODS = new Set(['GET', 'HEAD', 'SEARCH']);

/** One request and its answer, which has a good status. Rejects with a `ServiceError`, or with the reason of the signal. */
export async function exchange(address: string, url: string, init: RequestInit): Promise<Response> {
  const response = await sendOnce(address, url, init).catch((thrown: unknown) => {
    init.signal?.throwIfAborted();
    // A connection that was kept and that Directus has just closed fails at its next use; to read once more does no harm.
    const isStale = isLost(thrown) && REPEATABLE_METHODS.has(init.method ?? 'GET');
    if (!isStale) throw thrown;
    return sendOnce(address, url, init);
  });
  if (response.ok) return response;
  throw answerFailure(address, response.status, response.headers, await readText(address, response, init.signal));
}

async function sendOnce(address: string, url: string, init: RequestInit): Promise<Response> {
  const { signal } = init;
  signal?.throwIfAborted();
  const limit = signal ? undefined : AbortSignal.timeout(LONGEST_ANSWER_MS);
  try {
    return await fetch(url, { ...init, redirect: 'manual', ...(limit === undefined ? {} : { signal: limit }) });
  } catch (thrown) {
    signal?.throwIfAborted();
    if (limit?.aborted === true) {
      throw connectionLost(address, `no answer within ${LONGEST_ANSWER_MS / 1000} s`, '', thrown);
    }
    throw connectionFailure(address, thrown);
  }
}

function isLost(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'CONNECTION_LOST';
}

/** The whole body as text. Rejects with `CONNECTION_LOST` when it is cut. */
export async function readText(
  address: string,
  response: Response,
  signal: AbortSignal | null | undefined,
): Promise<string> {
  try {
    return await response.text();
  } catch (thrown) {
    signal?.throwIfAborted();
    throw connectionFailure(address, thrown);
  }
}

/** The body as JSON; `null` for an answer without one. Rejects with `BAD_ANSWER` for anything else. */
export async function readJson(address: string, response: Response, signal?: AbortSignal | null): Promise<unknown> {
  const text = await readText(address, response, signal);
  if (response.status === 204) return null;
  const type = response.headers.get('content-type')?.toLowerCase() ?? '';
  if (!type.startsWith('application/json')) {
    throw badAnswer(
      address,
      type.startsWith('text/html') ? 'a web page' : `something that is not JSON (${type || 'no content type'})`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw badAnswer(address, 'JSON that cannot be read', cause);
  }
}
