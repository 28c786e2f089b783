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
  // The one that is being typed is not there.
  const present = new Set(around.object?.properties.map(({ key }) => key));
  const keys = candidates(cursor, around, flow).filter(({ name }) => !present.has(name));
  return keys.map((key, order) => Object.assign(itemOf(key, order), insertion(flow, cursor, key, client)));
}

function itemOf({ name, schema, isRequired, owner }: Key, order: number): CompletionItem {
  return {
    label: name,
    kind: CompletionItemKind.Property,
    detail: `${schemaWords(schema)}${isRequired ? ', required' : ''}`,
    documentation: { kind: 'markdown', value: settingDocumentation(name, schema, owner) },
    sortText: `${isRequired ? 0 : 1}${String(order).padStart(4, '0')}`,
  };
}

/** A comma or a colon that is there already is not written twice. */
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

function candidates(cursor: Cursor, { known: { model }, step }: FlowAtCursor, { project }: OpenFlow): Key[] {
  const isStep = stepDepth(cursor) === cursor.open.length - 1;
  if (isStep) return stepKeys(step);
  const { schema, isSetting, step: owner, path } = placeOf(model, cursor.path);
  const keys = schema === undefined ? [] : keysOf(schema, isSetting ? owner?.step.type : undefined);
  return isSetting && owner !== undefined ? [...keys, ...snapshotKeys(owner, path, project.facts.snapshot)] : keys;
}

/** What goes with the dialect of the step's type; without a type, with the envelope. */
function stepKeys(step: FlowAtCursor['step']): Key[] {
  const envelope = keysOf(STEP_SCHEMA, undefined);
  if (step?.facts?.dialect !== 2) {
    const config = envelope.find(({ name }) => name === 'config')!;
    config.isRequired = true;
    return envelope.filter(({ name }) => name !== 'name');
  }
  if (step.step.dialect === 1) return envelope;
  const others = envelope.filter(({ name }) => name !== 'config' && name !== 'result_key');
  return [...keysOf(step.facts.settings, step.step.type), ...others];
}

function keysOf(schema: JsonObject, owner: string | undefined): Key[] {
  return [...propertiesOf(schema)].map(([name, property]) => ({
    name,
    schema: property.schema,
    isRequired: property.isRequired,
    owner,
  }));
}
