import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import type { OpenFlow } from '../open-flow.ts';
import { choicesOf } from '../schema/schema-at.ts';
import { placeOf } from '../schema/schema-of-path.ts';
import type { Cursor } from './cursor.ts';
import type { FlowAtCursor } from './flow-at-cursor.ts';
import { replacing } from './insertion.ts';
import { snapshotValues } from './snapshot.ts';

/** Values that the schema of a setting lists, and names that the project's Directus has. */
export function valueItems(flow: OpenFlow, cursor: Cursor, { known: { model } }: FlowAtCursor): CompletionItem[] {
  const { schema, step, isSetting, path } = placeOf(model, cursor.path);
  const choices = schema === undefined ? [] : choicesOf(schema);
  const items = choices.map((choice, order): CompletionItem => {
    const detail = schema?.['default'] === choice ? { detail: 'default' } : {};
    const item = {
      label: typeof choice === 'string' ? choice : JSON.stringify(choice),
      kind: CompletionItemKind.EnumMember,
      sortText: String(order).padStart(4, '0'),
    };
    return Object.assign(item, detail, insertion(flow, cursor, JSON.stringify(choice)));
  });
  if (step === undefined || !isSetting) return items;
  const known = snapshotValues(step, path, flow.project.facts.snapshot);
  return [...items, ...known.map((item) => Object.assign(item, listed(flow, cursor, item.label)))];
}

/** Between quotes only a text can stand; it takes the place of all that stands there. */
function insertion(flow: OpenFlow, { string, word, offset }: Cursor, newText: string): Partial<CompletionItem> {
  if (string === undefined)
    return replacing(flow, { start: word.start, end: offset }, newText, newText.replaceAll('"', ''));
  const quoted = newText.startsWith('"') ? newText : JSON.stringify(newText);
  return replacing(flow, { start: string.start, end: string.end }, quoted, quoted);
}

/** In a text with commas only the entry at the cursor is replaced. */
function listed(flow: OpenFlow, cursor: Cursor, name: string): Partial<CompletionItem> {
  const { string, offset } = cursor;
  const entry = /[\w-]*$/.exec(string?.before ?? '')?.[0] ?? '';
  if (string === undefined || entry.length === string.before.length)
    return insertion(flow, cursor, JSON.stringify(name));
  return replacing(flow, { start: offset - entry.length, end: offset }, name, name);
}
