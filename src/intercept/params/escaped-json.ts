import { BACKSLASH, DOUBLE_QUOTE, OPEN_BRACE, isJsonWhitespace } from '../characters.ts';

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
  ['u', '\\u'],
]);

/** Whether the text begins `{\"`. */
export function isEscapedJson(text: string): boolean {
  if (text.charCodeAt(0) !== OPEN_BRACE) return false;
  let index = 1;
  while (isJsonWhitespace(text.charCodeAt(index))) index += 1;
  return text.charCodeAt(index) === BACKSLASH && text.charCodeAt(index + 1) === DOUBLE_QUOTE;
}

/** Takes one level of escapes off; undefined when the text is not escaped throughout. */
export function unescapeOnce(text: string): string | undefined {
  let unescaped = '';
  let from = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === DOUBLE_QUOTE) return undefined;
    if (code !== BACKSLASH) continue;
    const meaning = MEANINGS.get(text.charAt(index + 1));
    if (meaning === undefined) return undefined;
    unescaped += text.slice(from, index) + meaning;
    index += 1;
    from = index + 1;
  }
  return unescaped + text.slice(from);
}
