const OPENING = /\[(?=[ \t]{0,2}ACTION)/gi;

/**
 * Breaks every `[ACTION` in untrusted text (a web page, a tool's result, a user's message) with a zero-width space
 * behind the `[`, so that a model that repeats the text does not write a tag.
 */
export function neutralize(text: string): string {
  return text.replace(OPENING, '[\u200B');
}
