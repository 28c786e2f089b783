/** Stands between the name of a call that code made and what tells it from other calls: `directus_write@3f9a1c07`. */
export const CALL_MARK = '@';

/** A part of a step's path as people read it. */
export function withoutCallMark(part: string): string {
  const at = part.lastIndexOf(CALL_MARK);
  return at === -1 ? part : part.slice(0, at);
}
