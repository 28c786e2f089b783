import type { FlowGraph, GraphEdge, GraphGroup, GraphNode } from './flow-graph.ts';

const BRACKETS: Record<GraphNode['kind'], readonly [string, string]> = {
  start: ['([', '])'],
  end: ['([', '])'],
  step: ['[', ']'],
  choice: ['{', '}'],
  container: ['[[', ']]'],
};

const ARROWS: Record<GraphEdge['kind'], string> = {
  order: '-->',
  failure: '-.->',
  session: '-.-',
  untrusted: '==>',
};

/** A flowchart in Mermaid's language: what GitHub and editors draw from a code block. */
export function mermaidText(graph: FlowGraph): string {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  return [
    '---',
    `title: ${JSON.stringify(graph.title)}`,
    '---',
    'flowchart TD',
    ...groupLines(graph.root, byId, '  '),
    ...graph.edges.map(edgeLine),
    ...classLines(graph),
    '',
  ].join('\n');
}

function groupLines({ nodes, groups }: GraphGroup, byId: ReadonlyMap<string, GraphNode>, indent: string): string[] {
  return [
    ...nodes.map((id) => `${indent}${nodeText(byId.get(id)!)}`),
    ...groups.flatMap((group) => [
      `${indent}subgraph ${group.id.replaceAll(/\W/g, '_')}[${quoted([group.label])}]`,
      ...groupLines(group, byId, `${indent}  `),
      `${indent}end`,
    ]),
  ];
}

function nodeText({ id, kind, title, detail, when }: GraphNode): string {
  const [open, close] = BRACKETS[kind];
  const lines = [title, detail, when === undefined ? '' : `when ${when}`];
  return `${id}${open}${quoted(lines.filter((line) => line !== ''))}${close}`;
}

function edgeLine({ from, to, kind, label }: GraphEdge): string {
  return `  ${from} ${ARROWS[kind]}${label === '' ? '' : `|${quoted([label])}|`} ${to}`;
}

function classLines({ nodes, edges }: FlowGraph): string[] {
  const writes = nodes.filter(({ isWrite }) => isWrite).map(({ id }) => id);
  const untrusted = edges.flatMap(({ kind }, index) => (kind === 'untrusted' ? [index] : []));
  return [
    ...(writes.length === 0 ? [] : ['  classDef write stroke-width:3px', `  class ${writes.join(',')} write`]),
    ...(untrusted.length === 0 ? [] : [`  linkStyle ${untrusted.join(',')} stroke:#c0392b,color:#c0392b`]),
  ];
}

/** Mermaid ends a label at a quote, and reads `#…;` as a character's code. */
function quoted(lines: readonly string[]): string {
  const text = lines.map((line) =>
    line.replaceAll('#', '#35;').replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('>', '#gt;'),
  );
  return `"${text.join('<br/>').replaceAll(/[\r\n]+/g, ' ')}"`;
}
