let known: { text: string; isAscii: boolean } | undefined;

/** Turns UTF-16 offsets of a text into offsets of its UTF-8 bytes. */
export function byteOffsets(text: string): (offset: number) => number {
  if (known?.text !== text) known = { text, isAscii: Buffer.byteLength(text) === text.length };
  return known.isAscii ? (offset) => offset : (offset) => Buffer.byteLength(text.slice(0, offset));
}
