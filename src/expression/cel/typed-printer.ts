import type { ASTNode, SourceRange } from '@marcbachmann/cel-js';
import { readComparison, type CelComparison } from './cel-comparison.ts';
import { METERED } from './environment.ts';
import { readItem, type BoundNames, type CelItemRead } from './item-read.ts';
import { MACROS, pathOf } from './print-cel.ts';
import { variableOf, type CelType } from './typed-environment.ts';

interface Printed {
  readonly from: number;
  readonly to: number;
  readonly node: ASTNode;
}

const NOTHING_BOUND: BoundNames = new Map();

/**
 * Writes an expression anew for the type checker: a path becomes the variable of its type, and where a run does not mind
 * the types (`==`, the branches of `? :`, an index) the checker is told not to mind either.
 */
export class TypedPrinter {
  /** Comparisons of a path with what is written out, from left to right. */
  readonly comparisons: CelComparison[] = [];
  /** What is read of the entries of lists, from left to right. */
  readonly itemReads: CelItemRead[] = [];
  #text = '';
  readonly #nodes: Printed[] = [];
  readonly #source: string;
  readonly #typeAt: (end: number) => CelType;

  /** `typeAt` tells the type of the path that ends at an offset. */
  constructor(source: string, typeAt: (end: number) => CelType) {
    this.#source = source;
    this.#typeAt = typeAt;
  }

  get text(): string {
    return this.#text;
  }

  /** The innermost part of the expression that was printed to this range. */
  nodeAt(range: SourceRange): ASTNode | undefined {
    let best: Printed | undefined;
    for (const printed of this.#nodes) {
      const isAround = printed.from <= range.start && range.end <= printed.to;
      if (isAround && (best === undefined || printed.to - printed.from < best.to - best.from)) best = printed;
    }
    return best?.node;
  }

  print(node: ASTNode, bound: BoundNames = NOTHING_BOUND): void {
    const from = this.#text.length;
    this.#print(node, bound);
    this.#nodes.push({ from, to: this.#text.length, node });
  }

  #print(node: ASTNode, bound: BoundNames): void {
    if (pathOf(node, bound) !== undefined) {
      this.#text += variableOf(this.#typeAt(node.end));
      return;
    }
    switch (node.op) {
      case 'value':
        this.#text += this.#source.slice(node.start, node.end);
        break;
      case 'id':
        this.#text += node.args;
        break;
      case '.':
      case '.?':
        // The fields of a path that is not a path as a whole are not known here.
        this.#readItem(node, bound);
        this.print(node.args[0], bound);
        this.#text += `${node.op}${node.args[1]}`;
        break;
      case '[]':
      case '[?]':
        this.#sequence(bound, [node.args[0], node.op === '[]' ? '[dyn(' : '[?dyn(', node.args[1], ')]']);
        break;
      case 'call':
        this.#call(node.args, bound);
        break;
      case 'rcall':
        this.#method(node.args, bound);
        break;
      case 'list':
        this.#text += '[';
        this.#list(node.args, bound);
        this.#text += ']';
        break;
      case 'map':
        this.#text += '{';
        for (const [index, [key, value]] of node.args.entries()) {
          this.#sequence(bound, [index === 0 ? '' : ', ', key, ': ', value]);
        }
        this.#text += '}';
        break;
      case '?:': {
        const [condition, yes, no] = node.args;
        this.#sequence(bound, ['(', condition, ' ? dyn(', yes, ') : dyn(', no, '))']);
        break;
      }
      case '!_':
      case '-_':
        this.#sequence(bound, ['(', node.op.charAt(0), node.args, ')']);
        break;
      case 'in':
        this.#compare(node, bound);
        this.#sequence(bound, [`${METERED.in}(`, node.args[0], ', ', node.args[1], ')']);
        break;
      case '==':
      case '!=':
        this.#compare(node, bound);
        this.#sequence(bound, ['(dyn(', node.args[0], `) ${node.op} dyn(`, node.args[1], '))']);
        break;
      default:
        this.#sequence(bound, ['(', node.args[0], ` ${node.op} `, node.args[1], ')']);
    }
  }

  /** Of `row.a.b` this comes by `row.a`, too. */
  #readItem(node: ASTNode, bound: BoundNames): void {
    const read = readItem(node, bound);
    const last = this.itemReads.at(-1);
    if (read !== undefined && last?.fields[0]?.start !== read.fields[0]!.start) this.itemReads.push(read);
  }

  #compare(node: ASTNode, bound: BoundNames): void {
    const comparison = readComparison(node, bound);
    if (comparison !== undefined) this.comparisons.push(comparison);
  }

  #sequence(bound: BoundNames, parts: readonly (string | ASTNode)[]): void {
    for (const part of parts) {
      if (typeof part === 'string') this.#text += part;
      else this.print(part, bound);
    }
  }

  #list(nodes: readonly ASTNode[], bound: BoundNames): void {
    for (const [index, node] of nodes.entries()) this.#sequence(bound, [index === 0 ? '' : ', ', node]);
  }

  #call([name, args]: [string, ASTNode[]], bound: BoundNames): void {
    if (name === 'has') {
      this.#text += variableOf('bool');
      return;
    }
    this.#text += `${name}(`;
    this.#list(args, bound);
    this.#text += ')';
  }

  #method([name, receiver, args]: [string, ASTNode, ASTNode[]], bound: BoundNames): void {
    const [variable] = args;
    const isNamespace = receiver.op === 'id' && (receiver.args === 'cel' || receiver.args === 'optional');
    const binds = variable?.op === 'id' && (isNamespace ? name === 'bind' : MACROS.has(name) && args.length >= 2);
    this.print(receiver, bound);
    this.#text += `.${name}(`;
    if (binds) {
      this.#text += `${variable.args}, `;
      const listEnd = isNamespace ? undefined : pathOf(receiver, bound)?.end;
      const inside = new Map([...bound, [variable.args, listEnd]]);
      if (isNamespace) {
        this.#sequence(bound, [args[1]!, ', ']);
        this.#list(args.slice(2), inside);
      } else this.#list(args.slice(1), inside);
    } else this.#list(args, bound);
    this.#text += ')';
  }
}
