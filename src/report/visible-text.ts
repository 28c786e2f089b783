/**
 * What must not reach a terminal as it is: control characters, which could steer it, marks that turn the direction of the
 * text, lone surrogates, and the separators that end a line for some readers.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const UNSAFE_OR_NOT_ASCII = /[^\x20-\x7e]/;

/** Shows what cannot be printed as a sign of one column each; a text of one line stays one. */
export function visibleText(text: string): string {
  return UNSAFE_OR_NOT_ASCII.test(text) ? text.replaceAll(UNSAFE, visibleSign) : text;
}

/** The control pictures of Unicode (`␛`), or the sign for a character that cannot be shown. */
function visibleSign(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}
