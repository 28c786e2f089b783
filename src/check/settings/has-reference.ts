const DOLLAR = 36;
const BRACE = 123;

/**
 * Whether anything in a text is replaced when the step runs: a reference, or braces, closed or not.
 * `$$` is a dollar sign, and so is `$` before anything but a letter or `_`.
 */
export function hasReference(text: string): boolean {
  for (let index = 0; index < text.length - 1; index++) {
    const code = text.charCodeAt(index);
    if (code === BRACE && text.charCodeAt(index + 1) === BRACE) return true;
    if (code !== DOLLAR) continue;
    const next = text.charCodeAt(index + 1);
    if (startsName(next)) return true;
    if (next === DOLLAR) index++;
  }
  return false;
}

/** The text that a step gets of one without references. */
export function plainText(text: string): string {
  return text.includes('$$') ? text.replaceAll('$$', '$') : text;
}

function startsName(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}
