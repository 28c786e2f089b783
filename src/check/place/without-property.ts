import type { JsonDocument, JsonNode, TextRange } from '../../flow/index.ts';
import { EntryList } from './entry-list.ts';

/** What to take out of the text so that a property is gone with its comma, whatever other properties have its name. */
export function withoutProperty({ text }: JsonDocument, node: JsonNode, index: number): TextRange | undefined {
  const list = new EntryList(node, text, { isCompact: false });
  list.remove(index);
  return list.changes()?.[0];
}
