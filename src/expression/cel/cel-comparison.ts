import type { ASTNode } from '@marcbachmann/cel-js';
import { pathOf } from './print-cel.ts';

/** A value that is written out. Offsets count from the beginning of the source, quotes included. */
export interface CelLiteral {
  readonly value: string | number | boolean;
  readonly start: number;
  readonly end: number;
}

/** A path beside what it is compared with. */
export interface CelComparison {
  /** `in`: the path is looked for in a list that is written out; `contains`: what is written out is looked for in the path. */
  readonly operator: '==' | '!=' | 'in' | 'contains';
  readonly pathEnd: number;
  readonly literals: readonly CelLiteral[];
}

/** `bound` are the names that a comprehension around gives. `undefined` for any other comparison. */
export function readComparison(node: ASTNode, bound: Pick<ReadonlySet<string>, 'has'>): CelComparison | undefined {
  if (node.op !== '==' && node.op !== '!=' && node.op !== 'in') return undefined;
  const [left, right] = node.args;
  const isLeft = pathOf(left, bound) !== undefined;
  const path = isLeft ? left : right;
  if (!isLeft && pathOf(right, bound) === undefined) return undefined;
  const literals = literalsOf(isLeft ? right : left, node.op === 'in' && isLeft);
  if (literals === undefined || literals.length === 0) return undefined;
  return { operator: node.op === 'in' && !isLeft ? 'contains' : node.op, pathEnd: path.end, literals };
}

function literalsOf(node: ASTNode, isList: boolean): CelLiteral[] | undefined {
  if (isList && node.op !== 'list') return undefined;
  const literals: CelLiteral[] = [];
  for (const entry of node.op === 'list' ? (isList ? node.args : []) : [node]) {
    const literal = literalOf(entry);
    if (literal === undefined) return undefined;
    literals.push(literal);
  }
  return literals;
}

function literalOf({ op, args, start, end }: ASTNode): CelLiteral | undefined {
  if (op !== 'value') return undefined;
  const value: unknown = typeof args === 'bigint' ? Number(args) : args;
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? { value, start, end } : undefined;
}
