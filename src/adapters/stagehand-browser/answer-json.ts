import type { Json } from '../../json.ts';

/**
 * The JSON object or list in a model's answer, which may stand in a code fence or between sentences; `undefined` when there
 * is none. Small models do this although they were given a schema.
 */
export function answerJson(text: string): Json | undefined {
  const whole = parse(text);
  if (whole !== undefined) return whole;
  for (let start = text.search(/[{[]/); start !== -1; start = nextOpening(text, start)) {
    const end = closingOf(text, start);
    const value = end === undefined ? undefined : parse(text.slice(start, end));
    if (value !== undefined) return value;
  }
  return undefined;
}

function nextOpening(text: string, after: number): number {
  const offset = text.slice(after + 1).search(/[{[]/);
  return offset === -1 ? -1 : after + 1 + offset;
}

/** Behind the bracket that closes the one at `start`; brackets in texts do not count. */
function closingOf(text: string, start: number): number | undefined {
  let depth = 0;
  let isInText = false;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (isInText) {
      if (character === '\\') index += 1;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return undefined;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
