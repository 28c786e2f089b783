/** The outcome of the work, or the signal's reason as soon as it is aborted; nothing is begun under an aborted signal. */
export async function abortable<Value>(signal: AbortSignal | undefined, begin: () => Promise<Value>): Promise<Value> {
  if (signal === undefined) return await begin();
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason as Error);
  signal.addEventListener('abort', onAbort, { once: true });
  const work = begin();
  // BullMQ is deaf to signals: what it was asked comes to its end, or to its time limit, unheard.
  work.catch(() => {});
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
