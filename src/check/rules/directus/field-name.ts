/** One part of a field's path as a request writes it: `name`, `year(date)`, `item:articles`. */
export interface FieldName {
  readonly name: string;
  /** The function around it. */
  readonly called: string | undefined;
  /** Where a relation can lead to several collections, the one that is meant. */
  readonly collection: string | undefined;
}

const CALL = /^([a-z_]+)\(\s*([^(),\s]*)[^()]*\)$/i;

/** Reads one part of a path; whatever it is, it has a name. */
export function fieldCalled(part: string): FieldName {
  const call = part.endsWith(')') && part.length < 300 ? CALL.exec(part) : null;
  if (call !== null) return { name: call[2]!, called: call[1]!, collection: undefined };
  const colon = part.indexOf(':');
  if (colon === -1) return { name: part, called: undefined, collection: undefined };
  return { name: part.slice(0, colon), called: undefined, collection: part.slice(colon + 1) };
}
