import type { Json } from '../json.ts';
import type { ExpressionProblem } from './expression-errors.ts';
import { splitText, type TextPart } from './split-text.ts';

/** A JSON value with references in it, read once. Parts without references are the values of the document themselves. */
export type Template =
  | { readonly kind: 'constant'; readonly value: Json }
  | { readonly kind: 'text'; readonly parts: readonly TextPart[] }
  | { readonly kind: 'list'; readonly items: readonly Template[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: string, value: Template])[] };

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Reads the references and expressions in a value. Keys of objects are taken as they are, and so are the values of the
 * top-level keys in `skip`, which hold steps or expressions. Throws `EXPRESSION_INVALID` and `EXPRESSION_TOO_COSTLY`.
 */
export function compileTemplate(value: Json, skip: ReadonlySet<string> = NOTHING): Template {
  return compile(value, skip, '');
}

function withPointer(problem: ExpressionProblem, pointer: string): ExpressionProblem {
  Object.assign(problem.data, { pointer });
  return problem;
}

function compile(value: Json, skip: ReadonlySet<string>, pointer: string): Template {
  if (typeof value === 'string') return compileText(value, pointer);
  if (typeof value !== 'object' || value === null) return { kind: 'constant', value };
  if (Array.isArray(value)) {
    const items = value.map((item, index) => compile(item, NOTHING, `${pointer}/${index}`));
    return items.every((item, index) => isUnchanged(item, value[index]))
      ? { kind: 'constant', value }
      : { kind: 'list', items };
  }
  const entries = Object.keys(value).map((key): readonly [string, Template] => {
    const entry = value[key]!;
    if (skip.has(key) || isSchemaReference(key, entry)) return [key, { kind: 'constant', value: entry }];
    return [key, compile(entry, NOTHING, `${pointer}/${escapeToken(key)}`)];
  });
  return entries.every(([key, entry]) => isUnchanged(entry, value[key]))
    ? { kind: 'constant', value }
    : { kind: 'object', entries };
}

/** A constant that is still what the document says; `$$` for a dollar sign is a constant that is not. */
function isUnchanged(template: Template, value: Json | undefined): boolean {
  return template.kind === 'constant' && template.value === value;
}

/** `"$ref": "#/$defs/post"` in a JSON Schema points into the schema, not to a result. */
function isSchemaReference(key: string, value: Json): boolean {
  return key === '$ref' && typeof value === 'string' && value.startsWith('#');
}

function compileText(text: string, pointer: string): Template {
  if (!text.includes('$') && !text.includes('{{')) return { kind: 'constant', value: text };
  const parts = splitText(text);
  if (parts.length === 1 && typeof parts[0] === 'string') return { kind: 'constant', value: parts[0] };
  for (const part of parts)
    if (typeof part !== 'string' && part.kind === 'problem') throw withPointer(part.problem, pointer);
  return { kind: 'text', parts };
}

function escapeToken(token: string): string {
  return token.includes('~') || token.includes('/') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}
