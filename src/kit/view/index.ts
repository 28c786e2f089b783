export { dotText } from './dot.ts';
export { flowGraph } from './flow-graph.ts';
export type { FlowGraph, GraphEdge, GraphGroup, GraphNode } from './flow-graph.ts';
export { inspectFlow } from './inspect-flow.ts';
export type { FlowInspection, Touched } from './inspect-flow.ts';
export { mermaidText } from './mermaid.ts';
export type { WorstCase } from './worst-case.ts';
export { flowIndex, flowPage } from './flow-page.ts';
export { inspectionRows } from './inspection-rows.ts';
