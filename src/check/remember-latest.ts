/**
 * Works something out once for the thing that was asked about last: rules look at one flow after the other. A `WeakMap`
 * would remember it for all flows, but its values survive every quick collection of garbage, and the flows with them.
 */
export function rememberLatest<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  let latest: { readonly key: Key; readonly value: Value } | undefined;
  return (key) => {
    if (latest?.key !== key) latest = { key, value: make(key) };
    return latest.value;
  };
}
