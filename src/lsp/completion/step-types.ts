import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import type { StepDirectory, StepFacts } from '../../facts/index.ts';
import { stepTypeDocumentation } from '../documentation.ts';
import type { OpenFlow } from '../open-flow.ts';
import { propertiesOf } from '../schema/schema-at.ts';
import type { Cursor } from './cursor.ts';
import type { FlowAtCursor } from './flow-at-cursor.ts';
import { replacing, SNIPPET, valueOf, type ClientAbilities } from './insertion.ts';

/** The step types behind `"type": `. Where the step has nothing else yet, its required settings come along. */
export function stepTypeItems(
  flow: OpenFlow,
  cursor: Cursor,
  { object }: FlowAtCursor,
  client: ClientAbilities,
): CompletionItem[] {
  const { string, word, offset } = cursor;
  const range = { start: string?.start ?? word.start, end: string?.end ?? offset };
  const isAlone = object?.properties.every(({ key }) => key === 'type') !== false;
  return allFacts(flow.project.directory).map((facts) => {
    const withSettings = isAlone && client.hasSnippets;
    const filter = string === undefined ? facts.type : `"${facts.type}"`;
    const newText = withSettings ? `"${facts.type}"${settingsSnippet(facts, client)}` : `"${facts.type}"`;
    return Object.assign(itemOf(facts), withSettings ? SNIPPET : {}, replacing(flow, range, newText, filter));
  });
}

/** Whole steps, where a list of steps has room for one. */
export function stepItems(flow: OpenFlow, { word, offset }: Cursor, client: ClientAbilities): CompletionItem[] {
  return allFacts(flow.project.directory).map((facts) => {
    const settings = client.hasSnippets ? settingsSnippet(facts, client) : '';
    const newText = `{ "type": "${facts.type}"${settings} }`;
    const edit = replacing(flow, { start: word.start, end: offset }, newText, facts.type);
    return Object.assign(itemOf(facts), client.hasSnippets ? SNIPPET : {}, edit);
  });
}

function itemOf(facts: StepFacts): CompletionItem {
  return {
    label: facts.type,
    kind: CompletionItemKind.Class,
    detail: facts.summary,
    documentation: { kind: 'markdown', value: stepTypeDocumentation(facts) },
  };
}

function settingsSnippet(facts: StepFacts, client: ClientAbilities): string {
  const required = [...propertiesOf(facts.settings)].filter(([, { isRequired }]) => isRequired);
  const settings = required.map(([name, { schema }], index) => `"${name}": ${valueOf(schema, index + 2, client)}`);
  const key = facts.dialect === 1 ? 'result_key' : 'name';
  const inside = facts.dialect === 1 ? [`"config": { ${settings.join(', ')} }`.replace('{  }', '{}')] : settings;
  return [`, "${key}": "\${1:result}"`, ...inside].join(', ');
}

function allFacts(directory: StepDirectory): StepFacts[] {
  return directory.names.flatMap((name) => directory.factsOf(name) ?? []);
}
