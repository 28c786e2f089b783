import type { Json } from '../json.ts';
import type { Call } from './call.ts';

export interface HttpRequest {
  url: string;
  method: string;
  headers?: Record<string, string>;
  /** An object or a list goes out as JSON, a text as it is. */
  body?: Json;
  /** A longer answer rejects with `TOO_LARGE`. */
  maxBytes: number;
}

export interface HttpAnswer {
  status: number;
  ok: boolean;
  /** Names in lower case; a repeated header is joined with ", ". */
  headers: Record<string, string>;
  /** Parsed when the answer says it is JSON, else its text. */
  body: Json;
}

/**
 * Outgoing HTTP. Refuses (`ADDRESS_FORBIDDEN`) loopback, link-local, private and metadata addresses, after name resolution and
 * after each redirect, unless host and port are on the allow-list that the adapter was made with.
 */
export interface HttpPort {
  request(request: HttpRequest, call?: Call): Promise<HttpAnswer>;
  /** Whether the server is known to do a request of one `Idempotency-Key` once, however often it comes. Absent: none is. */
  takesIdempotencyKey?(url: string): boolean;
  close(): Promise<void>;
}
