type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Leaves keys without a value out, so that "not given" never reaches a port as a value. */
export function withoutUndefined<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Present<T>;
}
