/** Longer keys would keep the text alive that they were cut from. */
const MAX_LENGTH = 12;
const SLOTS = 512;

const slots: (string | undefined)[] = Array.from({ length: SLOTS });

/**
 * The part of a text, without making the same short string again and again: documents repeat their keys,
 * and an object takes a string that it has seen before much faster than a new one.
 */
export function cachedSlice(text: string, start: number, end: number): string {
  const length = end - start;
  if (length > MAX_LENGTH || length === 0) return text.slice(start, end);
  const slot = (length * 61 + text.charCodeAt(start) * 7 + text.charCodeAt(end - 1) * 3) % SLOTS;
  const known = slots[slot];
  if (known !== undefined && known.length === length && text.startsWith(known, start)) return known;
  return (slots[slot] = text.slice(start, end));
}
