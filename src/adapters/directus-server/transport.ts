import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError } from '../../ports/index.ts';
import type { Authorization } from './credentials.ts';
import { exchange } from './exchange.ts';

/** How long a `retry-after` is waited for here; a longer one is left to the step's own `retry`. */
const LONGEST_WAIT_MS = 5000;
const MAX_WAITS = 3;
/** Directus's own rate limiter counts by seconds. */
const DEFAULT_WAIT_MS = 1000;

/** What the transport sends: the headers without `authorization`, which it adds. */
export type OutgoingRequest = Omit<RequestInit, 'headers' | 'signal'> & {
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal | undefined;
};

export type Transport = (url: string, request: OutgoingRequest) => Promise<Response>;

/**
 * Sends requests as the account: waits and repeats when Directus asks for it (429), renews credentials that have ended
 * (401), both of which mean that nothing was done. Gives only answers with a good status; everything else rejects.
 */
export function createTransport(address: string, authorization: Authorization): Transport {
  async function refusal(url: string, request: OutgoingRequest, header: string): Promise<Response | ServiceError> {
    const { signal = null, headers, ...rest } = request;
    try {
      return await exchange(address, url, { ...rest, signal, headers: { ...headers, authorization: header } });
    } catch (error) {
      const isRefusal =
        error instanceof ServiceError && (error.code === 'RATE_LIMITED' || error.data['status'] === 401);
      if (isRefusal) return error;
      throw error;
    }
  }

  return async (url, request) => {
    const { signal } = request;
    let waits = 0;
    let isRenewed = false;
    for (;;) {
      const header = await authorization.header(signal);
      const outcome = await refusal(url, request, header);
      if (!(outcome instanceof ServiceError)) return outcome;
      if (outcome.code === 'RATE_LIMITED') {
        const waitMs = Number(outcome.data['retryAfterMs'] ?? DEFAULT_WAIT_MS);
        if (waits >= MAX_WAITS || waitMs > LONGEST_WAIT_MS) throw outcome;
        waits++;
        await pause(waitMs, signal);
      } else {
        if (isRenewed || !(await authorization.renew(header, signal))) throw outcome;
        isRenewed = true;
      }
    }
  };
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
