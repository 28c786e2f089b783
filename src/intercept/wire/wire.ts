import type { InterceptorEvent } from '../events.ts';
import type { InterceptorOptions } from '../options.ts';

/** The upstream server reported an error in the stream; its record is in the output as it came. */
export interface UpstreamErrorEvent {
  readonly type: 'upstream-error';
  /** What the server says, made for the terminal and not for a chat. */
  readonly message: string;
}

/** A record was longer than `maxRecordBytes`: it passed as it came and no tag was looked for in it. */
export interface RecordTooLongEvent {
  readonly type: 'record-too-long';
  readonly maxRecordBytes: number;
}

/** An event of the answer with the index of its choice (0 where a protocol has only one), or news of the stream. */
export type WireEvent = (InterceptorEvent & { readonly choice: number }) | UpstreamErrorEvent | RecordTooLongEvent;

/** Bytes to send on in place of those that were read, and what was found in them. */
export interface WireResult {
  readonly output: Uint8Array;
  readonly events: WireEvent[];
}

/** Takes tags out of a model server's stream of records and leaves its framing. */
export interface WireInterceptor {
  push(bytes: Uint8Array): WireResult;
  /** Releases what is held, as a record of its own; a second call returns nothing. */
  end(): WireResult;
  /** Characters of the answer that are held. */
  heldChars(): number;
}

export interface WireOptions extends InterceptorOptions {
  /** A longer record passes unread. 1,048,576 bytes. */
  readonly maxRecordBytes?: number | undefined;
}

export const DEFAULT_MAX_RECORD_BYTES = 1_048_576;

type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses a record; undefined when it is no JSON object. */
export function parseRecord(text: string): Fields | undefined {
  try {
    const record: unknown = JSON.parse(text);
    return isFields(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** The sentence in `{"error":"…"}` or `{"error":{"message":"…"}}`. */
export function errorMessage(record: Fields): string | undefined {
  const { error } = record;
  if (error === undefined || error === null) return undefined;
  if (typeof error === 'string') return error;
  return isFields(error) && typeof error.message === 'string' ? error.message : JSON.stringify(error);
}
