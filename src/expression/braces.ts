/**
 * Where the `}}` stands that closes the `{{` before `from`, or -1.
 * Text in quotes and braces inside the expression are passed over; with a quote left open, the first `}}` counts.
 */
export function findClosingBraces(text: string, from: number): number {
  let depth = 0;
  for (let index = from; index < text.length; index++) {
    const character = text[index];
    if (character === '"' || character === "'") {
      index = closingQuote(text, index);
      if (index === -1) return text.indexOf('}}', from);
    } else if (character === '{') depth++;
    else if (character === '}') {
      if (depth > 0) depth--;
      else if (text[index + 1] === '}') return index;
    }
  }
  return text.indexOf('}}', from);
}

function closingQuote(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === text[start]) return index;
  }
  return -1;
}
