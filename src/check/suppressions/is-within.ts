/** Whether a JSON pointer is of a value or of something in it; the whole document is empty. */
export function isWithin(pointer: string, scope: string): boolean {
  return scope === '' || pointer === scope || pointer.startsWith(`${scope}/`);
}
