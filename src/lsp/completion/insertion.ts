import { InsertTextFormat, type CompletionItem } from 'vscode-languageserver';
import type { JsonObject } from '../../json.ts';
import type { TextRange } from '../../flow/index.ts';
import type { OpenFlow } from '../open-flow.ts';
import { choicesOf } from '../schema/schema-at.ts';

/** What the client can do with what is inserted. */
export interface ClientAbilities {
  readonly hasSnippets: boolean;
}

/** Replaces a part of the text; `filter` is what the client compares with what is typed there. */
export function replacing(flow: OpenFlow, range: TextRange, newText: string, filter: string): Partial<CompletionItem> {
  return { filterText: filter, textEdit: { range: flow.source.rangeOf(range), newText } };
}

export const SNIPPET = { insertTextFormat: InsertTextFormat.Snippet } as const;

/** A value of the schema to fill in, as a snippet; without snippets, an empty one. */
export function valueOf(schema: JsonObject, stop: number, { hasSnippets }: ClientAbilities): string {
  const choices = choicesOf(schema).map((choice) => JSON.stringify(choice));
  const quoted = choices.length > 1 && choices.every((choice) => /^"[\w-]*"$|^\w+$/.test(choice));
  if (quoted && hasSnippets) return `\${${stop}|${choices.join(',')}|}`;
  const at = hasSnippets ? `$${stop}` : '';
  switch (schema['type']) {
    case 'string':
      return `"${at}"`;
    case 'array':
      return `[${at}]`;
    case 'object':
      return `{${at}}`;
    case 'integer':
    case 'number':
    case 'boolean':
      return hasSnippets ? at : '';
    default:
      return schema['rawSetting'] === 'expression' ? `"${at}"` : hasSnippets ? at : '';
  }
}
