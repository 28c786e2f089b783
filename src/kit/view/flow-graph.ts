import type { FlowModel, StepNode } from '../../check/model/index.ts';
import { directusAccessOf } from '../../check/taint/directus-access.ts';
import { sessionsOf } from '../../check/sessions/session-steps.ts';
import { untrustedEdges } from './untrusted-edges.ts';

export interface GraphNode {
  id: string;
  kind: 'start' | 'end' | 'step' | 'choice' | 'container';
  /** Result key, or type. */
  title: string;
  /** Type, and what it works on. */
  detail: string;
  /** `when`, as it is written. */
  when: string | undefined;
  isWrite: boolean;
}

export interface GraphEdge {
  from: string;
  to: string;
  /** The order of steps; a browser session; a value that nobody vouches for, where it matters; what happens after a failure. */
  kind: 'order' | 'session' | 'untrusted' | 'failure';
  label: string;
}

/** Steps inside of a loop, a branch or `finally`. */
export interface GraphGroup {
  id: string;
  label: string;
  nodes: string[];
  groups: GraphGroup[];
}

/** A flow as boxes and arrows, for whatever draws it. */
export interface FlowGraph {
  title: string;
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** What stands in no other group. */
  root: GraphGroup;
}

/** An arrow that has no end yet. */
interface OpenEdge {
  from: string;
  label: string;
  kind: 'order' | 'failure';
}

/** Mermaid keeps the word `end` for itself. */
const FINISH = 'finish';

/** Draws a bound flow (`checkFlow(…).model`): branches, loops, sessions, and the ways of untrusted values to where they matter. */
export function flowGraph(model: FlowModel): FlowGraph {
  return new GraphBuilder(model).build();
}

class GraphBuilder {
  readonly #model: FlowModel;
  readonly #inner: Map<StepNode | undefined, StepNode[]>;
  readonly #nodes: GraphNode[] = [];
  readonly #edges: GraphEdge[] = [];

  constructor(model: FlowModel) {
    this.#model = model;
    this.#inner = Map.groupBy(model.steps, ({ parent }) => parent);
  }

  build(): FlowGraph {
    const { flow, steps, topLevel } = this.#model;
    const root: GraphGroup = { id: 'root', label: flow.slug, nodes: ['start'], groups: [] };
    this.#nodes.push(plainNode('start', 'start', flow.slug));
    let open = this.#list(topLevel, [{ from: 'start', label: '', kind: 'order' }], root);
    const last = steps.filter(({ parent, path }) => parent === undefined && path[0] === 'finally');
    if (last.length > 0) open = this.#list(last, open, addGroup(root, 'finally', 'finally'));
    this.#nodes.push(plainNode(FINISH, 'end', 'end'));
    root.nodes.push(FINISH);
    this.#join(open, FINISH);
    this.#addSessions();
    const untrusted = untrustedEdges(this.#model).map(({ from, to, label }): GraphEdge => {
      return {
        from: from === undefined ? 'start' : idOf(from),
        to: to === undefined ? FINISH : idOf(to),
        label,
        kind: 'untrusted',
      };
    });
    this.#edges.push(...untrusted);
    return { title: flow.name || flow.slug, nodes: this.#nodes, edges: this.#edges, root };
  }

  /** Adds steps one after the other; returns the arrows that leave the last. */
  #list(nodes: readonly StepNode[], entering: readonly OpenEdge[], group: GraphGroup): OpenEdge[] {
    let open = [...entering];
    for (const node of nodes) open = this.#step(node, open, group);
    return open;
  }

  #step(node: StepNode, entering: readonly OpenEdge[], group: GraphGroup): OpenEdge[] {
    const id = idOf(node);
    group.nodes.push(id);
    this.#nodes.push(graphNode(node));
    this.#join(entering, id);
    const lists = Map.groupBy(this.#inner.get(node) ?? [], ({ listPointer }) => listPointer);
    const leaving: OpenEdge[] = endsFlow(node) ? [] : [{ from: id, label: '', kind: 'order' }];
    const { type } = node.step;
    for (const [pointer, list] of lists) {
      const path = list[0]!.list?.path ?? [];
      const name = path.at(-1) ?? '';
      if (path[0] === 'on_error') {
        leaving.push(...this.#list(list, [{ from: id, label: 'on error', kind: 'failure' }], group));
      } else if (type === 'condition') {
        leaving.push(...this.#list(list, [{ from: id, label: name, kind: 'order' }], group));
      } else if (type === 'parallel') {
        const branch = addGroup(group, `${id}${pointer}`, name);
        leaving.push(...this.#list(list, [{ from: id, label: '', kind: 'order' }], branch));
      } else {
        const body = addGroup(group, `${id}${pointer}`, type === 'loop' ? 'for each item' : name);
        this.#join(
          this.#list(list, [{ from: id, label: type === 'loop' ? 'each' : 'again', kind: 'order' }], body),
          id,
        );
      }
    }
    // Without an `else` the condition itself leads on; with both, or with branches, only they do.
    const names = new Set([...lists.values()].map(([first]) => first!.list?.path[0]));
    if (type === 'parallel' && names.has('branches')) leaving.shift();
    if (type === 'condition' && names.has('then')) {
      if (names.has('else')) leaving.shift();
      else leaving[0] = { from: id, label: 'else', kind: 'order' };
    }
    return leaving;
  }

  #join(open: readonly OpenEdge[], to: string): void {
    this.#edges.push(...open.map((edge) => ({ ...edge, to })));
  }

  #addSessions(): void {
    for (const { step, opener } of sessionsOf(this.#model).uses) {
      if (opener !== undefined)
        this.#edges.push({ from: idOf(opener), to: idOf(step), kind: 'session', label: 'session' });
    }
  }
}

function plainNode(id: string, kind: 'start' | 'end', title: string): GraphNode {
  return { id, kind, title, detail: '', when: undefined, isWrite: false };
}

function graphNode(node: StepNode): GraphNode {
  const { step, facts } = node;
  const access = directusAccessOf(node);
  const works = [step.type, ...(access === undefined ? [] : [access.verb, access.collection ?? '…'])];
  return {
    id: idOf(node),
    kind: step.type === 'condition' ? 'choice' : facts?.timeout === null ? 'container' : 'step',
    title: step.key ?? step.type,
    detail: (step.key === undefined ? works.slice(1) : works).join(' '),
    when: step.when,
    isWrite: facts?.effectOf(step.config) === 'write',
  };
}

function endsFlow({ step }: StepNode): boolean {
  return (step.type === 'return' || step.type === 'error') && step.when === undefined && step.onError === 'fail';
}

function addGroup(parent: GraphGroup, id: string, label: string): GraphGroup {
  const group: GraphGroup = { id, label, nodes: [], groups: [] };
  parent.groups.push(group);
  return group;
}

function idOf({ order }: StepNode): string {
  return `s${order}`;
}
