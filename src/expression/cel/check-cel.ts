import type { ASTNode, SourceRange } from '@marcbachmann/cel-js';
import type { CelComparison } from './cel-comparison.ts';
import type { CelItemRead } from './item-read.ts';
import { celEnvironment } from './environment.ts';
import { explainMismatch } from './explain-error.ts';
import { pathOf } from './print-cel.ts';
import { withoutDollars } from './compile-cel.ts';
import { typedEnvironment, type CelType } from './typed-environment.ts';
import { TypedPrinter } from './typed-printer.ts';

/** What an expression can be: the value of the path that ends at `pathEnd`, or of a type as the library writes it. */
export type CelOutcome = { readonly pathEnd: number } | { readonly type: string };

export interface CelVerdict {
  /** One for each branch of `? :`; empty where nothing is known. */
  readonly outcomes: readonly CelOutcome[];
  /** Comparisons of a path with what is written out; none where there is a problem. */
  readonly comparisons: readonly CelComparison[];
  /** What is read of the entries of lists; none where there is a problem. */
  readonly itemReads: readonly CelItemRead[];
  /** The first operator or function that does not work on the types of its values. */
  readonly problem: { readonly message: string; readonly start: number; readonly end: number } | undefined;
}

const UNKNOWN: CelVerdict = { outcomes: [], comparisons: [], itemReads: [], problem: undefined };
const NOTHING_BOUND: ReadonlySet<string> = new Set();

/**
 * Checks an expression that `compileCel` has read, given the types of its paths by the offset at which each one ends.
 * Offsets count from the beginning of `source`. Throws nothing.
 */
export function checkCel(source: string, typeAt: (end: number) => CelType): CelVerdict {
  try {
    const plain = withoutDollars(source);
    const { ast } = celEnvironment().parse(plain);
    return new Checker(plain, typeAt).verdict(ast);
  } catch {
    // The expression was read before, so this is a limit of the checker: nothing is known.
    return UNKNOWN;
  }
}

class Checker {
  readonly #source: string;
  readonly #typeAt: (end: number) => CelType;

  constructor(source: string, typeAt: (end: number) => CelType) {
    this.#source = source;
    this.#typeAt = typeAt;
  }

  verdict(ast: ASTNode): CelVerdict {
    const printer = new TypedPrinter(this.#source, this.#typeAt);
    printer.print(ast);
    const { valid, type, error } = typedEnvironment().parse(printer.text).check();
    if (valid) {
      const { comparisons, itemReads } = printer;
      return { outcomes: [...this.#outcomes(ast, type)], comparisons, itemReads, problem: undefined };
    }
    const range = error?.range;
    const node = range === undefined ? undefined : printer.nodeAt(range);
    const message = explainMismatch(error, this.#source);
    if (node === undefined || message === undefined) return UNKNOWN;
    return {
      ...UNKNOWN,
      problem: { message, ...this.#rangeOf(node, error?.code === 'cannot_index_type') },
    };
  }

  *#outcomes(node: ASTNode, type?: string): Generator<CelOutcome> {
    if (pathOf(node, NOTHING_BOUND) !== undefined) yield { pathEnd: node.end };
    else if (node.op === '?:') {
      yield* this.#outcomes(node.args[1]);
      yield* this.#outcomes(node.args[2]);
    } else if (node.op === 'rcall' && node.args[0] === 'filter' && isList(type ?? this.#typeOf(node))) {
      yield* this.#outcomes(node.args[1]);
    } else yield { type: type ?? this.#typeOf(node) };
  }

  #typeOf(node: ASTNode): string {
    const printer = new TypedPrinter(this.#source, this.#typeAt);
    printer.print(node);
    return typedEnvironment().parse(printer.text).check().type ?? 'dyn';
  }

  /** The part that a person has to look at: the operator, the name of the function, the field. */
  #rangeOf(node: ASTNode, isField: boolean): SourceRange {
    switch (node.op) {
      case 'call':
        return { start: node.start, end: node.start + node.args[0].length };
      case 'rcall':
        return this.#find(node.args[0], node.args[1].end, node);
      case '.':
        // A path is checked as a whole, but a field of what a comprehension goes through is not.
        return isField ? this.#find(node.args[1], node.args[0].end, node) : { start: node.start, end: node.end };
      case '&&':
      case '||':
        return node.args.find((operand) => !/^(?:bool|dyn)/.test(this.#typeOf(operand))) ?? node;
      case '!_':
      case '-_':
        return { start: node.start, end: node.start + 1 };
      case '+':
      case '-':
      case '*':
      case '/':
      case '%':
      case '<':
      case '<=':
      case '>':
      case '>=':
      case 'in':
        return this.#find(node.op, node.args[0].end, node);
      default:
        return { start: node.start, end: node.end };
    }
  }

  #find(word: string, from: number, { start, end }: ASTNode): SourceRange {
    const found = this.#source.indexOf(word, from);
    return found === -1 || found >= end ? { start, end } : { start: found, end: found + word.length };
  }
}

function isList(type: string): boolean {
  return type.startsWith('list');
}
