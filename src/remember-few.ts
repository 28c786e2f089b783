const MOST = 64;

/**
 * Works something out once for each of the things that were asked about lately. Not a `WeakMap`: its values survive every
 * quick collection of garbage, and what they were made from with them.
 */
export function rememberFew<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined && !known.has(key)) {
      value = make(key);
      if (known.size >= MOST) known.clear();
      known.set(key, value);
    }
    return value as Value;
  };
}
