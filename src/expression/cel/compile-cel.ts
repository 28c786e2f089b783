import type { Json } from '../../json.ts';
import { absentProperty } from '../absent-property.ts';
import { ExpressionProblem, ReferenceProblem } from '../expression-errors.ts';
import type { ReferencePath } from '../reference-path.ts';
import { isPathPresent, resolvePath } from '../resolve-path.ts';
import type { Scope } from '../scope.ts';
import { budget, celEnvironment } from './environment.ts';
import { invalidExpression, failedExpression } from './explain-error.ts';
import { toCelValue, toJson } from './json-values.ts';
import { CelPrinter, variableName, type PathUse } from './print-cel.ts';

/** A path of an expression, with whether it need not be there. */
export interface GuardedPath extends ReferencePath {
  readonly isGuarded: boolean;
}

export interface CompiledCel {
  references: readonly GuardedPath[];
  evaluate(scope: Scope): Json;
}

const MAX_SOURCE_LENGTH = 2000;

/** Reads an expression. Throws `EXPRESSION_INVALID` and `EXPRESSION_TOO_COSTLY`. */
export function compileCel(source: string): CompiledCel {
  if (source.length > MAX_SOURCE_LENGTH) {
    const reason = `an expression may have ${MAX_SOURCE_LENGTH} characters, this one has ${source.length}`;
    throw new ExpressionProblem('EXPRESSION_TOO_COSTLY', reason, { source });
  }
  const environment = celEnvironment();
  try {
    const plain = withoutDollars(source);
    const printer = new CelPrinter(plain);
    const printed = printer.print(environment.parse(plain).ast);
    const evaluate = environment.parse(printed);
    const { valid, error } = evaluate.check();
    if (!valid) throw error;
    const paths = new Map(printer.uses.map((use, index) => [variableName(index), toPath(use, source)]));
    const kinds = new Map(printer.uses.map((use, index) => [variableName(index), use.kind]));
    return {
      references: [...paths.values(), ...printer.guarded.map((use) => toPath(use, source))],
      evaluate: (scope) => run(source, evaluate, new PathValues(paths, kinds, scope)),
    };
  } catch (error) {
    throw invalidExpression(source, error);
  }
}

function run(source: string, evaluate: (context: object) => unknown, context: PathValues): Json {
  budget.start(source);
  try {
    return toJson(evaluate(context));
  } catch (error) {
    if (error instanceof ReferenceProblem || error instanceof ExpressionProblem) throw error;
    throw failedExpression(source, error);
  }
}

/** The variables of an expression, read when the evaluation comes to them. */
class PathValues extends Map<string, unknown> {
  readonly #paths: ReadonlyMap<string, GuardedPath>;
  readonly #kinds: ReadonlyMap<string, PathUse['kind']>;
  readonly #scope: Scope;

  constructor(paths: ReadonlyMap<string, GuardedPath>, kinds: ReadonlyMap<string, PathUse['kind']>, scope: Scope) {
    super();
    this.#paths = paths;
    this.#kinds = kinds;
    this.#scope = scope;
  }

  override get(name: string): unknown {
    const path = this.#paths.get(name);
    if (path === undefined) return undefined;
    if (this.#kinds.get(name) === 'presence') return isPathPresent(path, this.#scope);
    const value = resolvePath(path, this.#scope);
    if (value === undefined) throw absentProperty(path);
    return toCelValue(value, budget);
  }
}

function toPath({ root, path, start, end, isGuarded }: PathUse, source: string): GuardedPath {
  const from = source[start - 1] === '$' ? start - 1 : start;
  return { root, path, start: from, end, text: source.slice(from, end), isGuarded };
}

/** `$name` means `name`; the positions stay what they are. Text in quotes is left alone. */
export function withoutDollars(source: string): string {
  if (!source.includes('$')) return source;
  return source.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\$(?=[A-Za-z_])/g, (part) =>
    part === '$' ? ' ' : part,
  );
}
