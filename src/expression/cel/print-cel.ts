import type { ASTNode } from '@marcbachmann/cel-js';
import { CEL_NAMES } from '../reserved-names.ts';
import { METERED } from './environment.ts';
import { InvalidNode, TooCostlyNode } from './invalid-node.ts';
import { vetPattern } from './vetted-pattern.ts';

/** A static path in an expression: its value, or whether it is there. */
export interface PathUse {
  root: string;
  path: (string | number)[];
  kind: 'value' | 'presence';
  /** UTF-16 offsets in the source. */
  start: number;
  end: number;
  /** Inside `has()` or before `.?`: it need not be there. */
  isGuarded: boolean;
}

export const MACROS: ReadonlySet<string> = new Set(['map', 'filter', 'all', 'exists', 'exists_one']);
const LOST_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const MAX_MACRO_DEPTH = 3;
const TYPE_NAMES = new Set(CEL_NAMES);

interface Place {
  /** Names that a macro around gives. */
  bound: ReadonlySet<string>;
  macroDepth: number;
}

/**
 * Writes an expression anew so that the references in it are resolved by this package, and its cost is counted:
 *
 * - a path becomes one variable, and `has(path)` another, so that the rules for references hold inside expressions, too;
 * - what comprehensions go through and make is charged, `matches` and `in` are our own;
 * - the branches of `? :` may be of different types.
 *
 * Throws `InvalidNode` and `TooCostlyNode`.
 */
export class CelPrinter {
  /** The paths, in the order of their variables; see `variableName`. */
  readonly uses: PathUse[] = [];
  /** Paths that are looked at piece by piece: for the list of references only. */
  readonly guarded: PathUse[] = [];
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  print(node: ASTNode, place: Place = { bound: new Set(), macroDepth: 0 }): string {
    const use = pathOf(node, place.bound);
    if (use !== undefined) return this.#variable(use);
    const print = (child: ASTNode): string => this.print(child, place);
    switch (node.op) {
      case 'value':
        return this.#source.slice(node.start, node.end);
      case 'id':
        return place.bound.has(node.args) ? boundName(node.args) : node.args;
      case '.':
        return `${print(node.args[0])}.${node.args[1]}`;
      case '.?':
        this.#guard(node, place, node.args[1]);
        return `${print(node.args[0])}.?${node.args[1]}`;
      case '[]':
        return `${print(node.args[0])}[${print(node.args[1])}]`;
      case '[?]':
        return `${print(node.args[0])}[?${print(node.args[1])}]`;
      case 'call':
        return this.#call(node.args, place);
      case 'rcall':
        return this.#method(node.args, node, place);
      case 'list':
        return `[${node.args.map(print).join(', ')}]`;
      case 'map':
        return `{${node.args.map(([key, value]) => `${this.#key(key, place)}: ${print(value)}`).join(', ')}}`;
      case '?:':
        return `(${print(node.args[0])} ? dyn(${print(node.args[1])}) : dyn(${print(node.args[2])}))`;
      case '!_':
        return `(!${print(node.args)})`;
      case '-_':
        return `(-${print(node.args)})`;
      case 'in':
        return `${METERED.in}(${print(node.args[0])}, ${print(node.args[1])})`;
      default: {
        const printed = `(${print(node.args[0])} ${node.op} ${print(node.args[1])})`;
        return node.op === '+' && node.args.every(mayBeLong) ? `${METERED.charge}${printed}` : printed;
      }
    }
  }

  #variable(use: PathUse): string {
    return variableName(this.uses.push(use) - 1);
  }

  #guard(node: ASTNode, { bound }: Place, field: string): void {
    const base = node.op === '.?' ? pathOf(node.args[0], bound) : undefined;
    if (base !== undefined) this.guarded.push({ ...base, path: [...base.path, field], end: node.end, isGuarded: true });
  }

  #key(key: ASTNode, place: Place): string {
    if (key.op === 'value' && typeof key.args === 'string' && LOST_KEYS.has(key.args)) {
      throw new InvalidNode(`"${key.args}" cannot be a key in an expression`, key);
    }
    return this.print(key, place);
  }

  #call([name, args]: [string, ASTNode[]], place: Place): string {
    const argument = args[0];
    if (name === 'has' && argument !== undefined && args.length === 1) {
      const use = pathOf(argument, place.bound);
      if (use !== undefined && use.path.length > 0)
        return this.#variable({ ...use, kind: 'presence', isGuarded: true });
      if (argument.op !== '.') throw new InvalidNode('has() needs a field, such as has(input.tone)', argument);
    }
    return `${name}(${args.map((arg) => this.print(arg, place)).join(', ')})`;
  }

  #method([name, receiver, args]: [string, ASTNode, ASTNode[]], node: ASTNode, place: Place): string {
    if (name === 'matches' && args.length === 1) return this.#matches(receiver, args[0]!, place);
    const variable = args[0];
    if (MACROS.has(name) && args.length >= 2 && variable?.op === 'id') {
      const inside = enter(variable.args, node, place);
      const steps = args.slice(1).map((step) => this.print(step, inside));
      if (name === 'map') steps.push(`${METERED.charge}(${steps.pop()})`);
      const list = `${METERED.charge}(${this.print(receiver, place)})`;
      return `${list}.${name}(${[boundName(variable.args), ...steps].join(', ')})`;
    }
    if (
      name === 'bind' &&
      receiver.op === 'id' &&
      receiver.args === 'cel' &&
      args.length === 3 &&
      variable?.op === 'id'
    ) {
      const value = `${METERED.charge}(${this.print(args[1]!, place)})`;
      return `cel.bind(${boundName(variable.args)}, ${value}, ${this.print(args[2]!, enter(variable.args, node, place))})`;
    }
    return `${this.print(receiver, place)}.${name}(${args.map((arg) => this.print(arg, place)).join(', ')})`;
  }

  #matches(receiver: ASTNode, pattern: ASTNode, place: Place): string {
    if (pattern.op !== 'value' || typeof pattern.args !== 'string') {
      throw new InvalidNode('matches() needs a pattern that is written out, in quotes', pattern);
    }
    const vetted = vetPattern(pattern.args);
    if (typeof vetted === 'string') throw new TooCostlyNode(vetted, pattern);
    return `${METERED.matches}(${this.print(receiver, place)}, ${this.print(pattern, place)})`;
  }
}

/** Whether it can be a list or a long text: joining those again and again has to be charged. */
function mayBeLong({ op }: ASTNode): boolean {
  return op !== 'value';
}

/** The variable of the path with that index in `uses`. */
export function variableName(index: number): string {
  return `path_${index}`;
}

function boundName(name: string): string {
  return `bound_${name}`;
}

function enter(name: string, node: ASTNode, { bound, macroDepth }: Place): Place {
  if (macroDepth === MAX_MACRO_DEPTH) {
    throw new TooCostlyNode(`comprehensions (map, filter, all, exists) may be ${MAX_MACRO_DEPTH} deep`, node);
  }
  return { bound: new Set([...bound, name]), macroDepth: macroDepth + 1 };
}

/** A root and literal fields and indexes, where the root is not a name of the language or of a macro. */
export function pathOf(node: ASTNode, bound: Pick<ReadonlySet<string>, 'has'>): PathUse | undefined {
  const path: (string | number)[] = [];
  let base = node;
  while (base.op !== 'id') {
    if (base.op !== '.' && base.op !== '[]') return undefined;
    const part = base.op === '.' ? base.args[1] : literalKey(base.args[1]);
    if (part === undefined) return undefined;
    path.unshift(part);
    base = base.args[0];
  }
  if (bound.has(base.args) || TYPE_NAMES.has(base.args)) return undefined;
  return { root: base.args, path, kind: 'value', start: base.start, end: node.end, isGuarded: false };
}

function literalKey(node: ASTNode): string | number | undefined {
  if (node.op !== 'value') return undefined;
  if (typeof node.args === 'bigint') return Number(node.args);
  return typeof node.args === 'string' ? node.args : undefined;
}
