/** What every call to a port takes last. */
export interface Call {
  /** Aborts the call. The port rejects with the signal's reason within 250 ms and leaves nothing running. */
  signal?: AbortSignal;
  /** The same for every try of one step of one run; passed on where a service takes such a key. */
  idempotencyKey?: string;
}
