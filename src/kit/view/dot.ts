import type { FlowGraph, GraphEdge, GraphGroup, GraphNode } from './flow-graph.ts';

const SHAPES: Record<GraphNode['kind'], string> = {
  start: 'shape=oval',
  end: 'shape=oval',
  step: 'shape=box, style="rounded,filled"',
  choice: 'shape=diamond, style=filled, margin="0.05,0.02"',
  container: 'shape=box, style="rounded,filled", peripheries=2',
};

const LINES: Record<GraphEdge['kind'], string> = {
  order: '',
  failure: 'style=dashed',
  session: 'style=dotted, dir=none, constraint=false, color="#2471a3", fontcolor="#2471a3"',
  untrusted: 'color="#c0392b", fontcolor="#c0392b", penwidth=2, constraint=false',
};

/** The graph in DOT, the language of Graphviz. */
export function dotText(graph: FlowGraph): string {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  return [
    'digraph {',
    `  label=${quoted(graph.title)}; labelloc=t; fontsize=16; fontname="Helvetica"; compound=true; rankdir=TB;`,
    '  node [fontname="Helvetica", fontsize=11, fillcolor="#f4f6f7", color="#566573"];',
    '  edge [fontname="Helvetica", fontsize=9, color="#566573"];',
    ...groupLines(graph.root, byId, '  '),
    ...graph.edges.map(edgeLine),
    '}',
    '',
  ].join('\n');
}

function groupLines({ nodes, groups }: GraphGroup, byId: ReadonlyMap<string, GraphNode>, indent: string): string[] {
  return [
    ...nodes.map((id) => `${indent}${nodeLine(byId.get(id)!)}`),
    ...groups.flatMap((group) => [
      `${indent}subgraph ${quoted(`cluster_${group.id}`)} {`,
      `${indent}  label=${quoted(group.label)}; style="rounded,dashed"; color="#aab7b8"; fontsize=10;`,
      ...groupLines(group, byId, `${indent}  `),
      `${indent}}`,
    ]),
  ];
}

function nodeLine({ id, kind, title, detail, when, isWrite }: GraphNode): string {
  const lines = [title, detail, when === undefined ? '' : `when ${when}`].filter((line) => line !== '');
  const write = isWrite ? ', penwidth=2.5' : '';
  return `${id} [label=${quoted(lines.join('\n'))}, ${SHAPES[kind]}${write}];`;
}

function edgeLine({ from, to, kind, label }: GraphEdge): string {
  const attributes = [label === '' ? '' : `label=${quoted(label)}`, LINES[kind]].filter((text) => text !== '');
  return `  ${from} -> ${to}${attributes.length === 0 ? '' : ` [${attributes.join(', ')}]`};`;
}

function quoted(text: string): string {
  return `"${text
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll(/\r?\n/g, String.raw`\n`)}"`;
}
