export interface TextRange {
  readonly start: number;
  readonly end: number;
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SPACE = /\s*/y;

/**
 * Where each part of a path stands in it, the root first: of `.name` the name, of `[0]` with its brackets.
 * `text` is a path as it is written, in an expression maybe with spaces in between. Parts that cannot be told apart are left out.
 */
export function pathRanges(text: string): TextRange[] {
  const ranges: TextRange[] = [];
  let offset = text.startsWith('$') ? 1 : 0;
  const addName = (): boolean => {
    offset = endOf(SPACE, text, offset);
    const end = endOf(NAME, text, offset);
    if (end === offset) return false;
    ranges.push({ start: offset, end });
    offset = end;
    return true;
  };
  for (let goesOn = addName(); goesOn;) {
    offset = endOf(SPACE, text, offset);
    if (text[offset] === '.') {
      offset += text[offset + 1] === '?' ? 2 : 1;
      goesOn = addName();
    } else if (text[offset] === '[') {
      const end = closingBracket(text, offset);
      ranges.push({ start: offset, end });
      offset = end;
    } else goesOn = false;
  }
  return ranges;
}

function closingBracket(text: string, open: number): number {
  let quote = '';
  for (let index = open + 1; index < text.length; index++) {
    const character = text[index]!;
    if (quote !== '') {
      if (character === '\\') index += 1;
      else if (character === quote) quote = '';
    } else if (character === ']') return index + 1;
    else if (character === '"' || character === "'") quote = character;
  }
  return text.length;
}

function endOf(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : offset;
}
