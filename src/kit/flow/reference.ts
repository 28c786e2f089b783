import { formatPath } from '../../expression/reference-path.ts';
import { FlowDefinitionError } from './definition-error.ts';
import type { StepScope } from './step-scope.ts';

/** Where references begin. */
export interface ReferenceRoot {
  /** As references name it; `input` is called `params` in dialect 2. */
  readonly name: string;
  /** Where it can be read; `undefined`: everywhere in the flow. */
  readonly scope: StepScope | undefined;
  /** The flow that it belongs to. */
  readonly flow: object;
}

export interface ReferenceParts {
  readonly kind: 'reference';
  readonly root: ReferenceRoot;
  readonly path: readonly (string | number)[];
}

/** What a tag was given: texts, and values between them. */
export interface TaggedParts {
  readonly kind: 'text' | 'expression';
  readonly texts: readonly string[];
  readonly values: readonly unknown[];
}

/** A step without a name: nobody can read its result. */
interface UnnamedParts {
  readonly kind: 'unnamed';
  readonly type: string;
}

export type BuilderValue = ReferenceParts | TaggedParts | UnnamedParts;

const known = new WeakMap<object, BuilderValue>();

/** What stands behind a value of the builder; `undefined` for every other value. */
export function partsOf(value: unknown): BuilderValue | undefined {
  return typeof value === 'object' && value !== null ? known.get(value) : undefined;
}

/** What JavaScript itself reads of an object. As a field of a result each would be taken for a method, or for a promise. */
const REFUSED: ReadonlySet<string> = new Set([
  'then',
  'constructor',
  '__proto__',
  'prototype',
  'toJSON',
  'toString',
  'valueOf',
]);

/** A reference whose fields are references again. */
export function makeReference(root: ReferenceRoot, path: readonly (string | number)[] = []): object {
  const text = formatPath(root.name, path);
  const reference = new Proxy(Object.freeze(Object.create(null) as object), {
    get(_, name) {
      if (typeof name === 'symbol') return readSymbol(text, name);
      if (REFUSED.has(name)) throw refusedField(text, name);
      return makeReference(root, [...path, /^(?:0|[1-9]\d*)$/.test(name) ? Number(name) : name]);
    },
    has: () => {
      throw new FlowDefinitionError(`"in" cannot look into ${text}: its value is known when the flow runs`);
    },
    ownKeys: () => {
      throw new FlowDefinitionError(`${text} cannot be copied or gone through: its value is known when the flow runs`);
    },
  });
  known.set(reference, { kind: 'reference', root, path });
  return reference;
}

/** What a step without a name returns. */
export function makeUnnamed(type: string): object {
  const unnamed = Object.freeze(Object.create(null) as object);
  known.set(unnamed, { kind: 'unnamed', type });
  return unnamed;
}

export function makeTagged(kind: TaggedParts['kind'], texts: readonly string[], values: readonly unknown[]): object {
  const tagged = Object.freeze({
    [Symbol.toPrimitive]: () => refuseText(`what \`${kind === 'text' ? 't' : 'expr'}\` made`),
  });
  known.set(tagged, { kind, texts, values });
  return tagged;
}

function readSymbol(text: string, name: symbol): unknown {
  return name === Symbol.toPrimitive ? () => refuseText(text) : undefined;
}

function refuseText(what: string): never {
  throw new FlowDefinitionError(
    `${what} is no text yet: its value is known when the flow runs`,
    undefined,
    'Write a text around it with the tag: t`Hello ${input.name}`; compare and compute with expr`size(${posts}) > 3`.',
  );
}

function refusedField(text: string, name: string): FlowDefinitionError {
  return new FlowDefinitionError(
    `${text} cannot be read for "${name}"`,
    undefined,
    name === 'then'
      ? `A reference is no promise: neither await nor return it from an async function. A field of that name is read as '$${text}.then'.`
      : `A field of that name cannot be read here; write it as it stands in JSON: '$${text}.${name}'.`,
  );
}
