import type { Json } from '../../json.ts';

/** How a document is written: `{ "a": 1 }`, or compact: `{"a":1}`. */
export interface JsonStyle {
  readonly isCompact: boolean;
}

/** A value as JSON in one line. */
export function jsonText(value: Json, style: JsonStyle): string {
  if (style.isCompact) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => jsonText(item, style)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const properties = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${jsonText(inner, style)}`);
  return properties.length === 0 ? '{}' : `{ ${properties.join(', ')} }`;
}

/** A text as it stands between the quotes of a JSON string. */
export function escapedText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
