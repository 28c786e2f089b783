import type { Json } from '../../../json.ts';
import { text, type Code } from './code.ts';
import { ejectText, type EjectContext } from './eject-text.ts';
import { quote } from './quote.ts';

/** JSON with references in it as code. */
export function ejectValue(value: Json, context: EjectContext): Code {
  return convert(value, (source) => ejectText(source, context));
}

/** JSON in which nothing is a reference, such as a schema of the parameters. */
export function ejectConstant(value: Json): Code {
  return convert(value, (source) => text(quote(source)));
}

function convert(value: Json, ofText: (source: string) => Code): Code {
  if (typeof value === 'string') return ofText(value);
  // JSON has a minus zero, which is written as 0 when a document is made.
  if (typeof value !== 'object' || value === null) return text(JSON.stringify(value));
  if (Array.isArray(value)) return { kind: 'list', items: value.map((entry) => convert(entry, ofText)) };
  return {
    kind: 'object',
    entries: Object.entries(value).map(([key, entry]) => [key, convert(entry, ofText)] as const),
  };
}
