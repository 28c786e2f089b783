import type { Json } from '../json.ts';
import { compileCel, type CompiledCel } from './cel/compile-cel.ts';
import { absentProperty } from './absent-property.ts';
import { ExpressionProblem } from './expression-errors.ts';
import { findClosingBraces } from './braces.ts';
import { scanPath, type ReferencePath } from './reference-path.ts';
import { CEL_KEYWORDS, CEL_NAMES } from './reserved-names.ts';
import { resolvePath } from './resolve-path.ts';
import type { Scope } from './scope.ts';

/** An expression that has been read. A plain path is resolved like a reference, everything else is CEL. */
export type Expression =
  | { readonly kind: 'constant'; readonly source: string; readonly offset: number; readonly value: Json }
  | { readonly kind: 'path'; readonly source: string; readonly offset: number; readonly path: ReferencePath }
  | { readonly kind: 'cel'; readonly source: string; readonly offset: number; readonly cel: CompiledCel };

const MAX_CACHED_EXPRESSIONS = 1000;
const cache = new Map<string, Expression>();

const CONSTANTS = new Map<string, Json>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const NOT_ROOTS = new Set([...CEL_KEYWORDS, ...CEL_NAMES]);

/**
 * Reads an expression as it stands in `when` or between braces; `$name` in it means `name`.
 * `source` is the expression without braces and the spaces around it, `offset` where it begins in `text`.
 * Throws `EXPRESSION_INVALID` and `EXPRESSION_TOO_COSTLY`, whose range counts from the beginning of `source`.
 */
export function compileExpression(text: string): Expression {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const compiled = compile(text);
  if (cache.size >= MAX_CACHED_EXPRESSIONS) cache.clear();
  cache.set(text, compiled);
  return compiled;
}

/**
 * Evaluates an expression. Throws `REFERENCE_MISSING`, also for an optional property that is absent (`has()` asks for it),
 * `EXPRESSION_FAILED` and `EXPRESSION_TOO_COSTLY`.
 */
export function evaluateExpression(expression: Expression, scope: Scope): Json {
  if (expression.kind === 'constant') return expression.value;
  if (expression.kind === 'cel') return expression.cel.evaluate(scope);
  const value = resolvePath(expression.path, scope);
  if (value === undefined) throw absentProperty(expression.path);
  return value;
}

function compile(text: string): Expression {
  const trimmed = text.trim();
  const hasBraces =
    trimmed.startsWith('{{') && findClosingBraces(trimmed, 2) === trimmed.length - 2 && trimmed.length >= 4;
  const inner = hasBraces ? trimmed.slice(2, -2) : trimmed;
  const source = inner.trim();
  const offset = text.indexOf(trimmed) + (hasBraces ? 2 + inner.indexOf(source) : 0);
  if (source === '') {
    throw new ExpressionProblem('EXPRESSION_INVALID', 'the expression is empty', {
      source: text,
      detail: 'Write for example: size(posts) > 3',
    });
  }
  const constant = CONSTANTS.get(source);
  if (constant !== undefined) return { kind: 'constant', source, offset, value: constant };
  const path = wholePath(source);
  return path === undefined
    ? { kind: 'cel', source, offset, cel: compileCel(source) }
    : { kind: 'path', source, offset, path };
}

/** The path, when the expression is nothing else. */
function wholePath(source: string): ReferencePath | undefined {
  const scanned = scanPath(source, source.startsWith('$') ? 1 : 0);
  if (scanned === undefined || scanned.end !== source.length || NOT_ROOTS.has(scanned.root)) return undefined;
  return { ...scanned, text: source, start: 0 };
}
