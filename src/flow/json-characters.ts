/** What stands for a character code behind the last character. */
export const END_OF_TEXT = -1;
export const NEWLINE = 10;
export const QUOTE = 34;
export const APOSTROPHE = 39;
export const COMMA = 44;
export const SLASH = 47;
export const COLON = 58;
export const EQUALS = 61;
export const LIST_OPEN = 91;
export const BACKSLASH = 92;
export const LIST_CLOSE = 93;
export const OBJECT_OPEN = 123;
export const OBJECT_CLOSE = 125;

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Letters, digits, `_`, `$` and everything outside ASCII. */
export function isWordPart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    isDigit(code) ||
    code === 95 ||
    code === 36 ||
    code > 127
  );
}
