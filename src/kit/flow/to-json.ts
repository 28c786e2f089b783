import { setOwn } from '../../expression/own-property.ts';
import type { Json, JsonObject } from '../../json.ts';
import { toJsonSchema, vendorOf } from '../schema/index.ts';
import { FlowDefinitionError } from './definition-error.ts';
import { partsOf, type BuilderValue, type ReferenceParts, type TaggedParts } from './reference.ts';
import { writePath, writeText, writeWhole, type Dialect, type WrittenPart } from './write-text.ts';

/** What making JSON needs to know of the flow around. */
export interface JsonContext {
  readonly dialect: Dialect;
  /** Throws when the reference cannot be read where it is about to be written. */
  checkReference(reference: ReferenceParts): void;
  /** Adds the steps that a function adds, and returns them. */
  collectSteps(add: (scope: Readonly<Record<string, object>>) => unknown, path: readonly (string | number)[]): Json[];
}

/** The value with references written out, as a copy; `path` is where it stands, for messages. */
export function toJson(value: unknown, path: readonly (string | number)[], context: JsonContext): Json {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value;
    throw refused(path, `${value} is no number of JSON`);
  }
  if (typeof value === 'function' && vendorOf(value) === undefined) {
    return context.collectSteps(value as () => unknown, path);
  }
  if ((typeof value !== 'object' && typeof value !== 'function') || value === undefined)
    throw refused(path, `${describe(value)} is no JSON`);
  const parts = partsOf(value);
  if (parts !== undefined) return wholeText(parts, context);
  if (vendorOf(value) !== undefined) return toJsonSchema(value, 'input');
  if (Array.isArray(value)) return value.map((entry, index) => toJson(entry, [...path, index], context));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw refused(path, `${describe(value)} is no JSON`);
  }
  return objectToJson(value, path, context);
}

/** The same for an object, whose undefined properties are left out. */
export function objectToJson(value: object, path: readonly (string | number)[], context: JsonContext): JsonObject {
  const result: JsonObject = {};
  for (const [key, entry] of Object.entries(value)) {
    if (entry !== undefined) setOwn(result, key, toJson(entry, [...path, key], context));
  }
  return result;
}

/** A condition as it stands in `when`: an expression without braces. */
export function toCondition(
  value: unknown,
  path: readonly (string | number)[],
  context: JsonContext,
): string | boolean {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  const parts = partsOf(value);
  if (parts === undefined || parts.kind === 'unnamed' || parts.kind === 'text') {
    throw refused(path, 'must be an expression: a text, or what expr`…` makes');
  }
  return parts.kind === 'reference' ? pathOf(parts, context) : sourceOf(parts, context);
}

function wholeText(parts: BuilderValue, context: JsonContext): string {
  if (parts.kind === 'unnamed') throw unnamed(parts.type);
  if (parts.kind === 'text') return writeText(textParts(parts, context), context.dialect);
  if (parts.kind === 'reference') return writeWhole({ kind: 'path', path: pathOf(parts, context) }, context.dialect);
  return writeWhole({ kind: 'expression', source: sourceOf(parts, context) }, context.dialect);
}

function textParts({ texts, values }: TaggedParts, context: JsonContext): WrittenPart[] {
  const written: WrittenPart[] = [];
  const addPlain = (text: string) => {
    const last = written.at(-1);
    if (text === '') return;
    if (last?.kind === 'plain') written[written.length - 1] = { kind: 'plain', text: last.text + text };
    else written.push({ kind: 'plain', text });
  };
  for (const [index, text] of texts.entries()) {
    addPlain(text);
    if (index >= values.length) continue;
    const value = values[index];
    const parts = partsOf(value);
    if (parts === undefined) addPlain(constantText(value));
    else if (parts.kind === 'unnamed') throw unnamed(parts.type);
    else if (parts.kind === 'reference') written.push({ kind: 'path', path: pathOf(parts, context) });
    else if (parts.kind === 'expression') written.push({ kind: 'expression', source: sourceOf(parts, context) });
    else {
      for (const inner of textParts(parts, context)) {
        if (inner.kind === 'plain') addPlain(inner.text);
        else written.push(inner);
      }
    }
  }
  return written;
}

/** A constant inside a text, written as a run would write it. */
function constantText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new FlowDefinitionError(`t\`…\` takes references, texts and numbers, not ${describe(value)}`);
}

function sourceOf({ texts, values }: TaggedParts, context: JsonContext): string {
  const source = texts.map((text, index) => (index < values.length ? text + operandOf(values[index], context) : text));
  return source.join('').trim();
}

function operandOf(value: unknown, context: JsonContext): string {
  const parts = partsOf(value);
  if (parts === undefined) return JSON.stringify(toJson(value, [], context));
  if (parts.kind === 'unnamed') throw unnamed(parts.type);
  if (parts.kind === 'reference') return pathOf(parts, context);
  if (parts.kind === 'expression') return `(${sourceOf(parts, context)})`;
  throw new FlowDefinitionError('A text made by t`…` cannot stand in an expression: join texts there with "+"');
}

function pathOf(reference: ReferenceParts, context: JsonContext): string {
  context.checkReference(reference);
  return writePath(reference.root.name, reference.path, context.dialect);
}

function unnamed(type: string): FlowDefinitionError {
  return new FlowDefinitionError(
    `The result of a step ${type} is read that has no name`,
    undefined,
    'Give the step a name instead of null.',
  );
}

function refused(path: readonly (string | number)[], problem: string): FlowDefinitionError {
  return new FlowDefinitionError(`${path.length === 0 ? 'The value' : path.join('.')}: ${problem}`);
}

function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    const name = (Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null)?.constructor?.name;
    return name === undefined || name === 'Object' ? 'an object' : `a ${name}`;
  }
  return value === undefined ? 'undefined' : `a ${typeof value}`;
}
