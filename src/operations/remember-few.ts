const MOST = 64;

/**
 * Works something out once for each of the things that were asked about lately. Neither a `WeakMap` nor `clear`: what those
 * held survives every quick collection of garbage, and what it was made from with it.
 */
export function rememberFew<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  let known = new Map<Key, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined && !known.has(key)) {
      value = make(key);
      if (known.size >= MOST) known = new Map();
      known.set(key, value);
    }
    return value as Value;
  };
}
