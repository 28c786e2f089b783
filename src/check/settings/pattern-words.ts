/** Patterns of the built-in step types, in words that follow `must be`. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['^[A-Za-z0-9_]+$', 'a name of letters, digits and "_"'],
  ['^[A-Za-z_]\\w*$', 'a name of letters, digits and "_" that does not begin with a digit'],
  ['^\\$.*', 'a path that begins with "$"'],
  ["^[\\w!#$%&'*+.^`|~-]+$", 'a name without spaces, colons and brackets'],
]);

/** What a text has to look like, to follow `must be`. */
export function patternWords(pattern: string): string {
  return WORDS.get(pattern) ?? `a text that matches ${pattern}`;
}
