import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { FlowModel } from '../../check/model/index.ts';
import { flowGraph } from './flow-graph.ts';
import { inspectFlow, type FlowInspection } from './inspect-flow.ts';
import { inspectionRows } from './inspection-rows.ts';
import { mermaidText } from './mermaid.ts';

/** A page of Markdown about a flow for people who do not read JSON: what it is for, what it takes, does, touches and gives. */
export function flowPage(model: FlowModel): string {
  const { flow } = model;
  const parts = [
    `# ${inline(flow.name || flow.slug)}`,
    [`\`${flow.slug}\``, flow.active ? '' : 'inactive', flow.confirm ? 'asks before it runs' : '']
      .filter((word) => word !== '')
      .join(' · '),
    ...(flow.description === '' ? [] : [inline(flow.description)]),
    '## Parameters',
    parametersTable(flow.input),
    '## What it does',
    stepList(model),
    `\`\`\`mermaid\n${mermaidText(flowGraph(model))}\`\`\``,
    '## What it touches',
    touchedTable(inspectFlow(model)),
  ];
  if (flow.output !== undefined) parts.push('## What it gives', fenced(flow.output));
  return `${parts.join('\n\n')}\n`;
}

/** The page that lists the pages. */
export function flowIndex(flows: ReadonlyArray<{ slug: string; name: string; description: string }>): string {
  const rows = flows.map(
    ({ slug, name, description }) => `| [${inline(name || slug)}](${slug}.md) | \`${slug}\` | ${cell(description)} |`,
  );
  return ['# Flows', '', '| Flow | Slug | What it is for |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

function parametersTable(input: JsonObject | undefined): string {
  const properties = isJsonObject(input?.['properties']) ? Object.entries(input['properties']) : [];
  if (properties.length === 0) return input === undefined ? 'It takes any object.' : 'It takes none.';
  const required = new Set(Array.isArray(input?.['required']) ? input['required'] : []);
  const rows = properties.map(([name, schema]) => {
    const { description, default: fallback } = isJsonObject(schema) ? schema : {};
    const needed = required.has(name) ? 'yes' : fallback === undefined ? 'no' : `no, ${code(JSON.stringify(fallback))}`;
    return `| ${cell(code(name))} | ${cell(typeWords(schema))} | ${cell(needed)} | ${cell(typeof description === 'string' ? description : '')} |`;
  });
  return ['| Name | Type | Required | Meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function typeWords(schema: Json): string {
  if (!isJsonObject(schema)) return 'anything';
  const { type, enum: choices, items, format } = schema;
  if (Array.isArray(choices)) return choices.map((choice) => code(JSON.stringify(choice))).join(', ');
  const name =
    [type]
      .flat()
      .filter((word) => typeof word === 'string')
      .join(' or ') || 'anything';
  if (type === 'array') return `list of ${items === undefined ? 'anything' : typeWords(items)}`;
  return typeof format === 'string' ? `${name} (${format})` : name;
}

function stepList({ steps }: FlowModel): string {
  const lines = steps.map((node) => {
    const { step, path, facts } = node;
    const depth = path.filter((part) => typeof part === 'number').length - 1;
    const branch =
      node.parent === undefined ? (path[0] === 'finally' ? '_finally_ ' : '') : `_${inline(branchWords(path))}_ `;
    const words = step.description ?? facts?.summary ?? '';
    const when = step.when === undefined ? '' : ` Only when ${code(step.when)}.`;
    const name = step.key === undefined ? '' : `**${inline(step.key)}** `;
    const about = words === '' ? '' : `: ${inline(words)}`;
    return `${'  '.repeat(depth)}- ${branch}${name}${code(step.type)}${about}${when}`;
  });
  return lines.join('\n');
}

/** The list that a step stands in: `then`, `left`, `on_error`. */
function branchWords(path: readonly (string | number)[]): string {
  const names = path.filter((part) => typeof part === 'string');
  return (names.at(-1) ?? '').replaceAll('_', ' ');
}

function touchedTable(inspection: FlowInspection): string {
  const rows = inspectionRows(inspection).map(({ what, value }) => `| ${what} | ${cell(value)} |`);
  return ['| | |', '| --- | --- |', ...rows].join('\n');
}

function fenced(value: Json): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}

/** Text of a flow in the middle of Markdown: one line, and none of its characters mean anything. */
function inline(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>#|]/g, String.raw`\$&`)
    .trim();
}

/** Code in the middle of Markdown: one line, between more backticks than it has in a row. */
function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
  if (longest === 0) return `\`${line}\``;
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${line} ${fence}`;
}

/** What stands in a cell keeps its code marks; only what would end the cell is escaped. */
function cell(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('|', String.raw`\|`)
    .replaceAll('<', '&lt;');
}
