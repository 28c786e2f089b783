import {
  compileExpression,
  ExpressionProblem,
  inspectText,
  referencesOf,
  type Reference,
  type TextContents,
} from '../../expression/index.ts';
import { joinPointer } from '../../flow/index.ts';
import type { Json } from '../../json.ts';
import type { Binding, ExpressionNode, ReferenceNode, Site, StepNode, TextNode } from './nodes.ts';
import type { Scope } from './scope.ts';

/** Keys and indexes that lead to a value, the last one first: texts are many, and few are ever asked where they stand. */
export interface PathLink {
  readonly up: PathLink | undefined;
  readonly key: string | number;
}

/** Where texts are collected from: a setting, `when`, `retry.if` or the flow's output. */
export interface TextSource extends Site {
  /** JSON pointer that paths start from. */
  readonly base: string;
  /** What names mean there. */
  readonly scope: Scope;
}

export type Mutable<Node> = { -readonly [Name in keyof Node]: Node[Name] };

const NOTHING: readonly never[] = [];

class BoundText implements TextNode {
  readonly value: string;
  readonly isExpression: boolean;
  references: readonly ReferenceNode[] = NOTHING;
  expressions: readonly ExpressionNode[] = NOTHING;
  problems: TextNode['problems'] = NOTHING;
  readonly #source: TextSource;
  readonly #link: PathLink | undefined;
  #path: readonly (string | number)[] | undefined;

  constructor(value: string, isExpression: boolean, source: TextSource, link: PathLink | undefined) {
    this.value = value;
    this.isExpression = isExpression;
    this.#source = source;
    this.#link = link;
  }

  get site(): Site {
    return this.#source;
  }

  get path(): readonly (string | number)[] {
    return (this.#path ??= pathTo(this.#link));
  }

  get pointer(): string {
    return this.path.reduce(joinPointer, this.#source.base);
  }
}

function pathTo(last: PathLink | undefined): readonly (string | number)[] {
  if (last === undefined) return NOTHING;
  if (last.up === undefined) return [last.key];
  const path: (string | number)[] = [];
  for (let link: PathLink | undefined = last; link !== undefined; link = link.up) path.push(link.key);
  return path.reverse();
}

class BoundReference implements ReferenceNode {
  readonly reference: Reference;
  readonly text: TextNode;
  readonly binding: Binding | undefined;
  readonly target: StepNode | undefined;
  isClaimed = false;

  constructor(reference: Reference, text: TextNode, binding: Binding | undefined, target: StepNode | undefined) {
    this.reference = reference;
    this.text = text;
    this.binding = binding;
    this.target = target;
  }

  get site(): Site {
    return this.text.site;
  }

  get fields(): readonly (string | number)[] {
    const { path } = this.reference;
    return this.binding?.kind === 'steps' && typeof path[0] === 'number' ? path.slice(1) : path;
  }
}

function expressionsIn({ expressions }: TextContents, text: TextNode): ExpressionNode[] {
  let from = 0;
  return expressions.map(({ expression, start, end, references: own }) => {
    // Those of one expression stand beside each other, in the order of the text.
    if (own.length > 0) while (text.references[from]!.reference !== own[0]) from++;
    const references =
      own.length === text.references.length ? text.references : text.references.slice(from, from + own.length);
    from += own.length;
    return { expression, text, start, end, references };
  });
}

/** Most results have no reader or one, and most lists would have room for sixteen. */
function addReader(target: Mutable<StepNode>, reader: ReferenceNode): void {
  const { readers } = target;
  if (readers.length === 0) target.readers = [reader];
  else (readers as ReferenceNode[]).push(reader);
}

/** Finds the texts in a flow and what the references in them mean. */
export class TextBinder {
  /** All references so far. */
  readonly references: ReferenceNode[] = [];
  readonly #topLevel: readonly StepNode[];

  /** `topLevel` are the steps that `$steps[0]` and so on can read; it grows while the flow is bound. */
  constructor(topLevel: readonly StepNode[]) {
    this.#topLevel = topLevel;
  }

  /** Adds every string in a value to `texts`; `"$ref": "#/…"` points into a JSON Schema and is no reference. */
  template(value: Json, source: TextSource, link: PathLink | undefined, texts: TextNode[]): void {
    if (typeof value === 'string') {
      if (link?.key !== '$ref' || !value.startsWith('#')) texts.push(this.#text(value, source, link));
    } else if (typeof value === 'object' && value !== null) {
      if (Array.isArray(value)) {
        for (let index = 0; index < value.length; index++)
          this.template(value[index]!, source, { up: link, key: index }, texts);
      } else {
        for (const key in value) this.template(value[key]!, source, { up: link, key }, texts);
      }
    }
  }

  /** A text that is an expression as a whole. */
  expression(value: string, source: TextSource, link: PathLink): TextNode {
    const text = new BoundText(value, true, source, link);
    try {
      const expression = compileExpression(value);
      const references = this.#bind(referencesOf(expression), text, source.scope);
      text.references = references;
      text.expressions = [{ expression, text, start: 0, end: value.length, references }];
    } catch (error) {
      if (!(error instanceof ExpressionProblem)) throw error;
      const from = Math.max(0, value.indexOf(error.source));
      text.problems = [{ message: error.message, start: from + error.start, end: from + error.end }];
    }
    return text;
  }

  #text(value: string, source: TextSource, link: PathLink | undefined): TextNode {
    const text = new BoundText(value, false, source, link);
    const contents = inspectText(value);
    if (contents.references.length > 0) text.references = this.#bind(contents.references, text, source.scope);
    if (contents.expressions.length > 0) text.expressions = expressionsIn(contents, text);
    if (contents.problems.length > 0) {
      text.problems = contents.problems.map(({ problem, start, end }) => ({ message: problem.message, start, end }));
    }
    return text;
  }

  #bind(references: readonly Reference[], text: TextNode, scope: Scope): readonly ReferenceNode[] {
    if (references.length === 1) return [this.#bound(references[0]!, text, scope)];
    return references.map((reference) => this.#bound(reference, text, scope));
  }

  #bound(reference: Reference, text: TextNode, scope: Scope): ReferenceNode {
    const binding = scope.get(reference.root);
    const target = this.#targetOf(binding, reference);
    const node = new BoundReference(reference, text, binding, target);
    if (target !== undefined) addReader(target, node);
    this.references.push(node);
    return node;
  }

  #targetOf(binding: Binding | undefined, { path }: Reference): StepNode | undefined {
    if (binding?.kind === 'result') return binding.step;
    const [index] = path;
    if (binding?.kind !== 'steps' || typeof index !== 'number') return undefined;
    // Entries that are no steps have a place in the document's list, but none in this one.
    const node = this.#topLevel[index];
    return node?.index === index ? node : this.#topLevel.find((other) => other.index === index);
  }
}
