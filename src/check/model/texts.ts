import {
  compileExpression,
  ExpressionProblem,
  inspectTemplate,
  referencesOf,
  type Reference,
} from '../../expression/index.ts';
import { joinPointer } from '../../flow/index.ts';
import type { Json } from '../../json.ts';
import type { Binding, ExpressionNode, ReferenceNode, Site, StepNode, TextNode } from './nodes.ts';

/** Keys and indexes that lead to a value, the last one first: texts are many, and few are ever asked where they stand. */
export interface PathLink {
  readonly up: PathLink | undefined;
  readonly key: string | number;
}

/** Tells what a reference means at the place where it stands. */
export type Resolve = (reference: Reference) => Pick<ReferenceNode, 'binding' | 'target' | 'fields'>;

const NOTHING: readonly never[] = [];

class BoundText implements TextNode {
  readonly value: string;
  readonly site: Site;
  readonly isExpression: boolean;
  references: readonly ReferenceNode[] = NOTHING;
  expressions: readonly ExpressionNode[] = NOTHING;
  problems: TextNode['problems'] = NOTHING;
  readonly #base: string;
  readonly #link: PathLink | undefined;

  constructor(value: string, site: Site, isExpression: boolean, base: string, link: PathLink | undefined) {
    this.value = value;
    this.site = site;
    this.isExpression = isExpression;
    this.#base = base;
    this.#link = link;
  }

  get path(): readonly (string | number)[] {
    const path: (string | number)[] = [];
    for (let link = this.#link; link !== undefined; link = link.up) path.push(link.key);
    return path.reverse();
  }

  get pointer(): string {
    return this.path.reduce(joinPointer, this.#base);
  }
}

class BoundReference implements ReferenceNode {
  readonly reference: Reference;
  readonly text: TextNode;
  readonly binding: Binding | undefined;
  readonly target: StepNode | undefined;
  readonly fields: readonly (string | number)[];
  isClaimed = false;

  constructor(reference: Reference, text: TextNode, { binding, target, fields }: ReturnType<Resolve>) {
    this.reference = reference;
    this.text = text;
    this.binding = binding;
    this.target = target;
    this.fields = fields;
  }

  get site(): Site {
    return this.text.site;
  }
}

/** Collects the texts of one site. `base` is the JSON pointer that paths start from. */
export class TextCollector {
  readonly texts: TextNode[] = [];
  readonly #base: string;
  readonly #resolve: Resolve;

  constructor(base: string, resolve: Resolve) {
    this.#base = base;
    this.#resolve = resolve;
  }

  /** Every string in a value; `"$ref": "#/…"` points into a JSON Schema and is no reference. */
  template(value: Json, site: Site, link: PathLink | undefined): void {
    if (typeof value === 'string') {
      if (link?.key !== '$ref' || !value.startsWith('#')) this.#text(value, site, link);
    } else if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) this.template(value[index]!, site, { up: link, key: index });
    } else if (typeof value === 'object' && value !== null) {
      for (const key of Object.keys(value)) this.template(value[key]!, site, { up: link, key });
    }
  }

  /** A text that is an expression as a whole. */
  expression(source: string, site: Site, link: PathLink | undefined): void {
    const text = new BoundText(source, site, true, this.#base, link);
    try {
      const expression = compileExpression(source);
      text.references = referencesOf(expression).map((reference) => this.#bind(reference, text));
      text.expressions = [{ expression, text, start: 0, end: source.length, references: text.references }];
    } catch (error) {
      if (!(error instanceof ExpressionProblem)) throw error;
      const from = Math.max(0, source.indexOf(error.source));
      text.problems = [{ message: error.message, start: from + error.start, end: from + error.end }];
    }
    this.texts.push(text);
  }

  #text(value: string, site: Site, link: PathLink | undefined): void {
    const text = new BoundText(value, site, false, this.#base, link);
    this.texts.push(text);
    if (!value.includes('$') && !value.includes('{{')) return;
    const contents = inspectTemplate(value);
    if (contents.references.length > 0)
      text.references = contents.references.map((reference) => this.#bind(reference, text));
    if (contents.expressions.length > 0) {
      text.expressions = contents.expressions.map(({ expression, start, end }) => {
        const references = text.references.filter(({ reference }) => start <= reference.start && reference.end <= end);
        return { expression, text, start, end, references };
      });
    }
    if (contents.problems.length > 0) {
      text.problems = contents.problems.map(({ problem, start, end }) => ({ message: problem.message, start, end }));
    }
  }

  #bind(reference: Reference, text: TextNode): ReferenceNode {
    const bound = new BoundReference(reference, text, this.#resolve(reference));
    if (bound.target !== undefined) (bound.target.readers as ReferenceNode[]).push(bound);
    return bound;
  }
}
