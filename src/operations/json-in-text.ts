import type { Json } from '../json.ts';

/** The JSON value that a model's answer holds: bare, inside a code fence, or with prose around it; `undefined` when there is none. */
export function jsonInText(text: string): Json | undefined {
  const fenced = /```(?:json)?\s*\n?([\s\S]*?)```/.exec(text)?.[1];
  for (const candidate of [text, fenced, between(text, '{', '}'), between(text, '[', ']')]) {
    if (candidate === undefined) continue;
    try {
      return JSON.parse(candidate) as Json;
    } catch {
      // The next candidate may be the one that parses.
    }
  }
  return undefined;
}

function between(text: string, open: string, close: string): string | undefined {
  const start = text.indexOf(open);
  const end = text.lastIndexOf(close);
  return start === -1 || end < start ? undefined : text.slice(start, end + 1);
}
