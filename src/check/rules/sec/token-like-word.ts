/** Tokens have at least so many characters without a space or a punctuation mark between them. */
const MIN_LENGTH = 12;

/**
 * Whether a text has a word of letters, digits, `_` and `-` that is long enough for a token, with a digit or a capital in
 * it. Looks at every twelfth character only, and at the word around it: every long word has one of them.
 */
export function hasTokenLikeWord(text: string): boolean {
  for (let at = MIN_LENGTH - 1; at < text.length; at += MIN_LENGTH) {
    if (!isTokenCharacter(text.charCodeAt(at))) continue;
    let start = at;
    while (start > 0 && isTokenCharacter(text.charCodeAt(start - 1))) start--;
    let end = at + 1;
    while (end < text.length && isTokenCharacter(text.charCodeAt(end))) end++;
    if (end - start >= MIN_LENGTH && hasDigitOrCapital(text, start, end)) return true;
    at = end - 1;
  }
  return false;
}

function isTokenCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    code === 0x5f ||
    code === 0x2d
  );
}

function hasDigitOrCapital(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x5a) return true;
  }
  return false;
}
