const TAG_OPENING = /\[(?=[ \t]{0,2}ACTION)/gi;
const FENCE = /`{3,}|~{3,}/g;
const LINE_MARK = /^[\s#>]+/;

/**
 * A flow's own words as one line that cannot pass for another part of the prompt: no line break, heading or fence, and no
 * tag that a model could copy.
 */
export function oneLine(text: string): string {
  return text
    .replaceAll(FENCE, ' ')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replace(LINE_MARK, '')
    .replaceAll(TAG_OPENING, '[\u200B')
    .trim();
}

/** A name as it is, or in quotes where it is not one word. */
export function plainName(name: string): string {
  return /^[\p{L}\p{N}_.$-]+$/u.test(name) ? name : JSON.stringify(name);
}
