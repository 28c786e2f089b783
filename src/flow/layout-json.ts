import { isJsonObject, type Json } from '../json.ts';

/** What is longer than a line is broken. */
const MAX_WIDTH = 120;

/**
 * A document as text, laid out as a person would: what fits into a line of 120 signs stays in one. Ends with a line break.
 * Equal documents become equal texts.
 */
export function layoutJson(document: Json): string {
  return `${layout(document, '', 0, true)}\n`;
}

/** `used`: signs of the line that stand before and behind the value. */
function layout(value: Json, indent: string, used: number, isBroken = false): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Array.isArray(value)
    ? value.map((entry) => ({ head: '', entry }))
    : Object.entries(value).map(([key, entry]) => ({ head: `${JSON.stringify(key)}: `, entry }));
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (entries.length === 0) return `${open}${close}`;
  const line = isBroken ? undefined : inLine(value, MAX_WIDTH - indent.length - used);
  if (line !== undefined) return line;
  const inner = `${indent}  `;
  const lines = entries.map(({ head, entry }, index) => {
    const comma = index < entries.length - 1 ? ',' : '';
    return `${inner}${head}${layout(entry, inner, head.length + comma.length)}${comma}`;
  });
  return `${open}\n${lines.join('\n')}\n${indent}${close}`;
}

/** In one line; `undefined` when that is longer than `room`. */
function inLine(value: Json, room: number): string | undefined {
  if (room < 0) return undefined;
  let text: string;
  if (Array.isArray(value)) {
    const parts = partsInLine(value, room);
    text = parts === undefined ? '' : `[${parts.join(', ')}]`;
  } else if (isJsonObject(value)) {
    const parts = partsInLine(Object.values(value), room);
    const pairs = Object.keys(value).map((key, index) => `${JSON.stringify(key)}: ${parts?.[index]}`);
    text = parts === undefined ? '' : pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  } else {
    text = JSON.stringify(value);
  }
  return text === '' || text.length > room ? undefined : text;
}

function partsInLine(values: readonly Json[], room: number): string[] | undefined {
  const parts: string[] = [];
  let left = room;
  for (const value of values) {
    const part = inLine(value, left);
    if (part === undefined) return undefined;
    parts.push(part);
    left -= part.length;
  }
  return parts;
}
