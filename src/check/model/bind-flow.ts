import type { StepDirectory, StepFacts } from '../../facts/index.ts';
import {
  MAX_STEP_DEPTH,
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
import { TextBinder, type Mutable, type PathLink, type TextSource } from './texts.ts';

const ROOTS = ['input', 'context', 'user', 'env', 'steps'] as const;

export interface BindOptions {
  directory: StepDirectory;
  file: string;
  hasSyntaxErrors: boolean;
  document: () => JsonDocument;
}

/** Gives every name in a flow its meaning, in one pass in the order in which the steps run. */
export function bindFlow(flow: Flow, { directory, file, hasSyntaxErrors, document }: BindOptions): FlowModel {
  const binder = new FlowBinder(directory);
  const scope = rootScope();
  binder.list(flow.steps, { pointer: '/steps', scope, parent: undefined, list: undefined });
  binder.list(flow.finally, { pointer: '/finally', scope: scope.inner(), parent: undefined, list: undefined });
  const output: TextNode[] = [];
  if (flow.output !== undefined)
    binder.texts.template(flow.output, { ...OUTPUT, base: '/output', scope }, undefined, output);
  const { steps, topLevel, texts } = binder;
  return { flow, directory, file, hasSyntaxErrors, document, steps, topLevel, output, references: texts.references };
}

const OUTPUT: Site = { step: undefined, kind: 'output', setting: '' };
const ROOT_BINDINGS: readonly Binding[] = [
  ...ROOTS.map((kind): Binding => ({ name: kind, kind, step: undefined })),
  { name: 'params', kind: 'input', step: undefined },
];

function rootScope(): Scope {
  const scope = new Scope();
  for (const binding of ROOT_BINDINGS) scope.add(binding, -1);
  return scope;
}

interface Surroundings {
  /** JSON pointer of the list. */
  pointer: string;
  scope: Scope;
  parent: StepNode | undefined;
  list: NestedList | undefined;
}

type MutableStepNode = Mutable<StepNode> & { texts: TextNode[] };

const WHEN: PathLink = { up: undefined, key: 'when' };
const RETRY_IF: PathLink = { up: { up: undefined, key: 'retry' }, key: 'if' };
const NO_SETTINGS: StepFacts['rawSettings'] = {};
const NO_REFERENCES: readonly ReferenceNode[] = [];

class FlowBinder {
  readonly steps: StepNode[] = [];
  readonly topLevel: StepNode[] = [];
  readonly texts = new TextBinder(this.topLevel);
  readonly #directory: StepDirectory;
  readonly #nestedSettings = (type: string) => this.#directory.factsOf(type)?.rawSettings;

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

  get #lastOrder(): number {
    return this.steps.length - 1;
  }

  #step(step: Step, { pointer, scope, parent, list }: Surroundings): StepNode {
    const facts = this.#directory.factsOf(step.type);
    const index = Number(step.pointer.slice(pointer.length + 1));
    const node: MutableStepNode = {
      step,
      facts,
      order: this.steps.length,
      path: parent === undefined ? rootPath(pointer, index) : [...parent.path, ...(list?.path ?? []), index],
      parent,
      list,
      listPointer: pointer,
      index,
      settingsPointer: step.dialect === 1 ? `${step.pointer}/config` : step.pointer,
      scope,
      texts: [],
      references: NO_REFERENCES,
      readers: NO_REFERENCES,
    };
    this.steps.push(node);
    if (step.when !== undefined) {
      const source: TextSource = { step: node, kind: 'when', setting: '', base: step.pointer, scope };
      node.texts.push(this.texts.expression(step.when, source, WHEN));
    }
    if (step.retry?.if !== undefined) node.texts.push(this.#retryText(node, step.retry.if));
    this.#settingTexts(node, facts);
    if (facts === undefined || hasKeys(facts.rawSettings) || typeof step.onError === 'object')
      this.#inside(node, scope);
    node.references = node.texts.length === 0 ? NO_REFERENCES : referencesIn(node.texts);
    return node;
  }

  #retryText(node: StepNode, source: string): TextNode {
    const scope = node.scope.inner();
    scope.add({ name: 'error', kind: 'error', step: node }, node.order - 1);
    const from: TextSource = { step: node, kind: 'retry', setting: '', base: node.step.pointer, scope };
    return this.texts.expression(source, from, RETRY_IF);
  }

  #settingTexts(node: MutableStepNode, facts: StepFacts | undefined): void {
    const { step, settingsPointer, scope } = node;
    for (const setting in step.config) {
      const value = step.config[setting]!;
      if (!holdsText(value) || (facts !== undefined && Object.hasOwn(facts.rawSettings, setting))) continue;
      const source: TextSource = { step: node, kind: 'setting', setting, base: settingsPointer, scope };
      this.texts.template(value, source, { up: undefined, key: setting }, node.texts);
    }
  }

  /** The steps inside a step, and its settings that are expressions, which see what those steps leave behind. */
  #inside(node: MutableStepNode, scope: Scope): void {
    const lists = isTooDeep(node) ? [] : nestedListsOf(node.step, this.#nestedSettings);
    const inside = this.#closedLists(node, lists, scope);
    // In the expression of a "transform", "input" is what the step's own setting of that name holds.
    if (node.step.type === 'transform' && Object.hasOwn(node.step.config, 'input')) {
      inside.add({ name: 'input', kind: 'local', step: node }, node.order - 1);
    }
    const { rawSettings = NO_SETTINGS } = node.facts ?? {};
    for (const setting in rawSettings) {
      const { config } = node.step;
      const isWritten = rawSettings[setting] === 'expression' && Object.hasOwn(config, setting);
      const value = isWritten ? config[setting] : undefined;
      if (typeof value !== 'string') continue;
      const source: TextSource = { step: node, kind: 'setting', setting, base: node.settingsPointer, scope: inside };
      node.texts.push(this.texts.expression(value, source, { up: undefined, key: setting }));
    }
    this.#openLists(node, lists, scope);
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

  /**
   * Lists whose results can be read behind the step: they join the scope around it when all branches are read, because
   * no branch sees another one. What runs when the step has failed comes last and sees what they left.
   */
  #openLists(node: StepNode, lists: readonly NestedList[], scope: Scope): void {
    const branches: Scope[] = [];
    for (const list of lists) {
      if (!list.isVisibleAfterwards) continue;
      const isFailed = list.path[0] === 'on_error';
      if (isFailed) this.#joinAll(branches.splice(0), scope);
      const seen = scope.inner();
      if (isFailed) seen.add({ name: 'error', kind: 'error', step: node }, this.#lastOrder);
      this.list(readSteps(list.steps, list.pointer).steps, { pointer: list.pointer, scope: seen, parent: node, list });
      if (isFailed) seen.end('error', this.#lastOrder);
      branches.push(seen);
    }
    this.#joinAll(branches, scope);
  }

  #joinAll(branches: readonly Scope[], scope: Scope): void {
    for (const branch of branches) scope.join(branch, this.#lastOrder);
  }
}

/** The reader refuses what is nested deeper; following it would only cost stack. */
function isTooDeep(node: StepNode): boolean {
  let depth = 1;
  for (let around = node.parent; around !== undefined; around = around.parent) depth++;
  return depth >= MAX_STEP_DEPTH;
}

function rootPath(pointer: string, index: number): (string | number)[] {
  return pointer === '/steps' ? [index] : ['finally', index];
}

function holdsText(value: Json): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

function hasKeys(object: object): boolean {
  for (const _ in object) return true;
  return false;
}

function referencesIn(texts: readonly TextNode[]): readonly ReferenceNode[] {
  if (texts.length === 1) return texts[0]!.references;
  const references: ReferenceNode[] = [];
  for (const text of texts) for (const reference of text.references) references.push(reference);
  return references;
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
