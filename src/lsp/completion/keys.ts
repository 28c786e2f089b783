import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import type { JsonObject } from '../../json.ts';
import { settingDocumentation } from '../documentation.ts';
import type { OpenFlow } from '../open-flow.ts';
import { STEP_SCHEMA } from '../schema/document-schema.ts';
import { propertiesOf } from '../schema/schema-at.ts';
import { placeOf } from '../schema/schema-of-path.ts';
import { schemaWords } from '../schema/schema-words.ts';
import type { Cursor } from './cursor.ts';
import { stepDepth, type FlowAtCursor } from './flow-at-cursor.ts';
import { replacing, SNIPPET, valueOf, type ClientAbilities } from './insertion.ts';
import { snapshotKeys } from './snapshot.ts';

interface Key {
  name: string;
  schema: JsonObject;
  isRequired: boolean;
  owner?: string | undefined;
}

/** Keys that the object around the cursor can have and has not, required ones first. */
export function keyItems(
  flow: OpenFlow,
  cursor: Cursor,
  around: FlowAtCursor,
  client: ClientAbilities,
): CompletionItem[] {
  const present = presentKeys(cursor, around);
  const keys = candidates(cursor, around, flow).filter(({ name }) => !present.has(name));
  return keys.map((key, order) => ({
    label: key.name,
    kind: CompletionItemKind.Property,
    detail: `${schemaWords(key.schema)}${key.isRequired ? ', required' : ''}`,
    documentation: { kind: 'markdown', value: settingDocumentation(key.name, key.schema, key.owner) },
    sortText: `${key.isRequired ? 0 : 1}${String(order).padStart(4, '0')}`,
    ...insertion(flow, cursor, key, client),
  }));
}

/** The one being typed does not count, and a comma or a colon behind it is not written twice. */
function insertion(
  flow: OpenFlow,
  cursor: Cursor,
  { name, schema }: Key,
  client: ClientAbilities,
): Partial<CompletionItem> {
  const { string, word, offset } = cursor;
  const range = { start: string?.start ?? word.start, end: string?.end ?? offset };
  const quoted = JSON.stringify(name);
  const behind = /^\s*(\S?)/.exec(flow.text.slice(range.end, range.end + 200))?.[1];
  if (behind === ':') return replacing(flow, range, quoted, quoted);
  const comma = behind === '"' ? ',' : '';
  const key = client.hasSnippets ? quoted.replaceAll('$', String.raw`\$`) : quoted;
  const edit = replacing(
    flow,
    range,
    `${key}: ${valueOf(schema, 1, client)}${comma}`,
    string === undefined ? name : quoted,
  );
  return client.hasSnippets ? { ...edit, ...SNIPPET } : edit;
}

function presentKeys({ string, offset }: Cursor, { object }: FlowAtCursor): Set<string> {
  const others = object?.properties.filter(
    ({ start, end }) => string === undefined || end < start || start > offset || end < offset || start !== string.start,
  );
  return new Set(others?.map(({ key }) => key));
}

function candidates(cursor: Cursor, { known: { model }, step }: FlowAtCursor, { project }: OpenFlow): Key[] {
  const isStep = stepDepth(cursor) === cursor.open.length - 1;
  if (isStep) return stepKeys(step);
  const place = placeOf(model, cursor.path);
  const known =
    place.schema === undefined ? [] : [...propertiesOf(place.schema)].map(([name, found]) => ({ name, ...found }));
  if (!place.isSetting || place.step === undefined) return known;
  const owner = place.step.step.type;
  return [...known.map((key) => ({ ...key, owner })), ...snapshotKeys(place.step, place.path, project.facts.snapshot)];
}

function stepKeys(step: FlowAtCursor['step']): Key[] {
  const envelope = [...propertiesOf(STEP_SCHEMA)].map(([name, found]) => ({ name, ...found }));
  if (step === undefined || step.facts?.dialect !== 2) {
    return envelope
      .map((key) => ({ ...key, isRequired: key.isRequired || key.name === 'config' }))
      .filter(({ name }) => name !== 'name');
  }
  const settings = [...propertiesOf(step.facts.settings)].map(([name, found]) => ({
    name,
    ...found,
    owner: step.step.type,
  }));
  if (step.step.dialect === 1) return envelope;
  return [...settings, ...envelope.filter(({ name }) => name !== 'config' && name !== 'result_key')];
}
