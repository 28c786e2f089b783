/** A piece of a text and where it begins there. */
export interface NamePart {
  readonly text: string;
  readonly start: number;
}

/** The names in a text with commas, each without the spaces and the `-`, `+` or `?` before it. */
export function splitNames(text: string): NamePart[] {
  return cut(text, 0, ',').map(({ text: name, start }) => {
    const prefix = /^[\s+?-]*/.exec(name)![0].length;
    return { text: name.slice(prefix).trimEnd(), start: start + prefix };
  });
}

/** The parts of a path: `author.year(born)` has two. */
export function splitFieldPath({ text, start }: NamePart): NamePart[] {
  return cut(text, start, '.');
}

/** Cuts at a separator that does not stand between parentheses. */
function cut(text: string, offset: number, separator: string): NamePart[] {
  const parts: NamePart[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === separator && depth <= 0) {
      parts.push({ text: text.slice(from, index), start: offset + from });
      from = index + 1;
    }
  }
  parts.push({ text: text.slice(from), start: offset + from });
  return parts;
}
