import type { Reference } from '../../expression/index.ts';
import type { StepDirectory } from '../../facts/index.ts';
import {
  joinPointer,
  nestedListsOf,
  readSteps,
  type Flow,
  type JsonDocument,
  type NestedList,
  type Step,
} from '../../flow/index.ts';
import type { Json } from '../../json.ts';
import type { FlowModel } from './flow-model.ts';
import type { Binding, ReferenceNode, Site, StepNode, TextNode } from './nodes.ts';
import { Scope } from './scope.ts';
import { TextCollector, type Resolve } from './texts.ts';

const ROOTS = ['input', 'context', 'user', 'env', 'steps'] as const;

export interface BindOptions {
  directory: StepDirectory;
  file: string;
  hasSyntaxErrors: boolean;
  document: () => JsonDocument;
}

/** Gives every name in a flow its meaning, in one pass in the order in which the steps run. */
export function bindFlow(flow: Flow, options: BindOptions): FlowModel {
  const binder = new Binder(options.directory);
  const scope = rootScope();
  binder.list(flow.steps, { pointer: '/steps', scope, parent: undefined, list: undefined });
  binder.list(flow.finally, { pointer: '/finally', scope: scope.inner(), parent: undefined, list: undefined });
  const output = flow.output === undefined ? [] : binder.output(flow.output, scope);
  const references = [...binder.steps.flatMap((step) => step.references), ...output.flatMap((text) => text.references)];
  return { flow, ...options, steps: binder.steps, topLevel: binder.topLevel, output, references };
}

function rootScope(): Scope {
  const scope = new Scope();
  for (const kind of ROOTS) scope.add({ name: kind, kind, step: undefined }, -1);
  scope.add({ name: 'params', kind: 'input', step: undefined }, -1);
  return scope;
}

interface Surroundings {
  /** JSON pointer of the list. */
  pointer: string;
  scope: Scope;
  parent: StepNode | undefined;
  list: NestedList | undefined;
}

type MutableStepNode = { -readonly [Name in keyof StepNode]: StepNode[Name] } & { readers: ReferenceNode[] };

class Binder {
  readonly steps: StepNode[] = [];
  readonly topLevel: StepNode[] = [];
  readonly #directory: StepDirectory;

  constructor(directory: StepDirectory) {
    this.#directory = directory;
  }

  /** Adds the keys of the list to its scope as its steps go by. */
  list(steps: readonly Step[], surroundings: Surroundings): void {
    const { scope, parent, pointer } = surroundings;
    for (const step of steps) {
      const node = this.#step(step, surroundings);
      if (step.key !== undefined) scope.add({ name: step.key, kind: 'result', step: node }, this.#lastOrder);
      if (parent === undefined && pointer === '/steps') this.topLevel.push(node);
    }
  }

  output(value: Json, scope: Scope): TextNode[] {
    const collector = new TextCollector('/output', (reference) => this.#resolve(reference, scope));
    collector.template(value, { step: undefined, kind: 'output', setting: '' }, undefined);
    return collector.texts;
  }

  get #lastOrder(): number {
    return this.steps.length - 1;
  }

  #step(step: Step, { pointer, scope, parent, list }: Surroundings): StepNode {
    const facts = this.#directory.factsOf(step.type);
    const index = Number(step.pointer.slice(step.pointer.lastIndexOf('/') + 1));
    const node: MutableStepNode = {
      step,
      facts,
      parent,
      list,
      index,
      scope,
      order: this.steps.length,
      path: parent === undefined ? rootPath(pointer, index) : [...parent.path, ...(list?.path ?? []), index],
      listPointer: pointer,
      settingsPointer: step.dialect === 1 ? joinPointer(step.pointer, 'config') : step.pointer,
      texts: [],
      references: [],
      readers: [],
    };
    this.steps.push(node);
    const texts = this.#envelopeTexts(node, scope);
    texts.push(...this.#settingTexts(node, scope));
    const lists = nestedListsOf(step, (type) => this.#directory.factsOf(type)?.rawSettings);
    const inside = this.#closedLists(node, lists, scope);
    texts.push(...this.#expressionTexts(node, inside));
    this.#openLists(node, lists, scope);
    node.texts = texts;
    node.references = texts.flatMap(({ references }) => references);
    return node;
  }

  #envelopeTexts(node: StepNode, scope: Scope): TextNode[] {
    const { step } = node;
    if (step.when === undefined && step.retry?.if === undefined) return [];
    const collector = new TextCollector(step.pointer, (reference) => this.#resolve(reference, scope));
    if (step.when !== undefined) {
      collector.expression(step.when, { step: node, kind: 'when', setting: '' }, { up: undefined, key: 'when' });
    }
    if (step.retry?.if === undefined) return collector.texts;
    const failed = scope.inner();
    failed.add({ name: 'error', kind: 'error', step: node }, node.order - 1);
    const ofRetry = new TextCollector(step.pointer, (reference) => this.#resolve(reference, failed));
    const link = { up: { up: undefined, key: 'retry' }, key: 'if' };
    ofRetry.expression(step.retry.if, { step: node, kind: 'retry', setting: '' }, link);
    return [...collector.texts, ...ofRetry.texts];
  }

  #settingTexts(node: StepNode, scope: Scope): TextNode[] {
    const { step, facts, settingsPointer } = node;
    const collector = new TextCollector(settingsPointer, (reference) => this.#resolve(reference, scope));
    for (const setting of Object.keys(step.config)) {
      if (facts !== undefined && Object.hasOwn(facts.rawSettings, setting)) continue;
      const site: Site = { step: node, kind: 'setting', setting };
      collector.template(step.config[setting]!, site, { up: undefined, key: setting });
    }
    return collector.texts;
  }

  #expressionTexts(node: StepNode, scope: Scope): TextNode[] {
    const { step, facts, settingsPointer } = node;
    const collector = new TextCollector(settingsPointer, (reference) => this.#resolve(reference, scope));
    for (const [setting, kind] of Object.entries(facts?.rawSettings ?? {})) {
      const source = kind === 'expression' && Object.hasOwn(step.config, setting) ? step.config[setting] : undefined;
      if (typeof source === 'string')
        collector.expression(source, { step: node, kind: 'setting', setting }, { up: undefined, key: setting });
    }
    return collector.texts;
  }

  /** Lists whose results stay inside. Returns the names that the step's own expressions see. */
  #closedLists(node: StepNode, lists: readonly NestedList[], scope: Scope): Scope {
    const inside = scope.inner();
    for (const list of lists) {
      if (list.isVisibleAfterwards) continue;
      const seen = scope.inner();
      for (const binding of localBindings(node)) seen.add(binding, node.order);
      this.list(readSteps(list.steps, list.pointer).steps, { pointer: list.pointer, scope: seen, parent: node, list });
      inside.join(seen);
    }
    return inside;
  }

  /** Lists whose results can be read behind the step: they join the scope around it. */
  #openLists(node: StepNode, lists: readonly NestedList[], scope: Scope): void {
    for (const list of lists) {
      if (!list.isVisibleAfterwards) continue;
      const isErrorNew = list.path[0] === 'on_error' && scope.get('error') === undefined;
      if (isErrorNew) scope.add({ name: 'error', kind: 'error', step: node }, this.#lastOrder);
      this.list(readSteps(list.steps, list.pointer).steps, { pointer: list.pointer, scope, parent: node, list });
      if (isErrorNew) scope.end('error', this.#lastOrder);
    }
  }

  #resolve({ root, path }: Reference, scope: Scope): ReturnType<Resolve> {
    const binding = scope.get(root);
    const [index] = path;
    if (binding?.kind === 'steps' && typeof index === 'number') {
      return { binding, target: this.topLevel[index], fields: path.slice(1) };
    }
    return { binding, target: binding?.kind === 'result' ? binding.step : undefined, fields: path };
  }
}

function rootPath(pointer: string, index: number): (string | number)[] {
  return pointer === '/steps' ? [index] : ['finally', index];
}

/** Types with steps inside that give those no names of their own. */
const WITHOUT_LOCALS: ReadonlySet<string> = new Set(['parallel', 'wait-for']);

/** What the steps of a loop, or of a project's own type with steps inside, see besides the names around them. */
function localBindings(node: StepNode): Binding[] {
  if (WITHOUT_LOCALS.has(node.step.type)) return [];
  const { as } = node.step.config;
  return [
    { name: typeof as === 'string' ? as : 'item', kind: 'item', step: node },
    { name: 'index', kind: 'index', step: node },
  ];
}
