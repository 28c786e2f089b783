import type { Environment } from '@marcbachmann/cel-js';
import { ExpressionFailure } from './failure.ts';
import { Budget } from './budget.ts';
import { isContained } from './json-values.ts';
import { loadCel } from './load-cel.ts';
import { vetPattern, type VettedPattern } from './vetted-pattern.ts';

/** Functions that take the place of the library's own, so that what they cost is known; see `print-cel.ts`. */
export const METERED = { charge: 'charge_', matches: 'matches_', in: 'in_' } as const;

export const budget = new Budget();

const MAX_CACHED_PATTERNS = 200;
const patterns = new Map<string, VettedPattern>();
let environment: Environment | undefined;

/** The one environment in which expressions are read and evaluated; variables are of any type. */
export function celEnvironment(): Environment {
  return (environment ??= createEnvironment());
}

function createEnvironment(): Environment {
  const { Environment: Constructor } = loadCel();
  const created = new Constructor({
    unlistedVariablesAreDyn: true,
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
    limits: { maxAstNodes: 4000, maxDepth: 2000, maxListElements: 200, maxMapEntries: 200, maxCallArguments: 16 },
  });
  registerArithmetic(created);
  created.registerOperator('string == null: bool', () => false);
  created.registerFunction(`${METERED.charge}(dyn): dyn`, charge);
  created.registerFunction(`${METERED.in}(dyn, dyn): bool`, isIn);
  created.registerFunction(`${METERED.matches}(dyn, string): bool`, isMatch);
  return created;
}

/** JSON numbers are doubles and literals are integers; text joins with both. */
export function registerArithmetic(target: Environment): void {
  const operators: Readonly<Record<string, (left: number, right: number) => number>> = {
    '+': (left, right) => left + right,
    '-': (left, right) => left - right,
    '*': (left, right) => left * right,
    '/': (left, right) => left / right,
    '%': (left, right) => left % right,
  };
  for (const [operator, calculate] of Object.entries(operators)) {
    const handler = (left: number | bigint, right: number | bigint) => calculate(Number(left), Number(right));
    target.registerOperator(`double ${operator} int: double`, handler);
    target.registerOperator(`int ${operator} double: double`, handler);
  }
  target.registerOperator('double % double: double', operators['%']!);
  target.registerOperator('double == int: bool', (left: number, right: bigint) => left === Number(right));
  for (const number of ['double', 'int']) {
    target.registerOperator(`string + ${number}: string`, (left: string, right: number | bigint) => `${left}${right}`);
    target.registerOperator(`${number} + string: string`, (left: number | bigint, right: string) => `${left}${right}`);
  }
}

/** Counts what a list comprehension goes through and what it makes. */
function charge(value: unknown): unknown {
  if (typeof value === 'string') budget.spendText(value.length);
  else if (Array.isArray(value)) budget.spend(value.length);
  else if (typeof value === 'object' && value !== null) budget.spend(Object.keys(value).length);
  budget.spend(1);
  return value;
}

function isIn(value: unknown, container: unknown): boolean {
  const isFound = isContained(value, container, budget);
  if (isFound === undefined) throw new ExpressionFailure('"in" needs a list or an object on its right');
  return isFound;
}

function isMatch(text: unknown, pattern: string): boolean {
  if (typeof text !== 'string') throw new ExpressionFailure('matches() needs text');
  const { regExp, exponent, factor } = knownPattern(pattern);
  budget.spendPattern(factor * text.length ** exponent);
  return regExp.test(text);
}

function knownPattern(pattern: string): VettedPattern {
  let known = patterns.get(pattern);
  if (known === undefined) {
    const vetted = vetPattern(pattern);
    if (typeof vetted === 'string') throw new ExpressionFailure(vetted);
    if (patterns.size >= MAX_CACHED_PATTERNS) patterns.clear();
    patterns.set(pattern, (known = vetted));
  }
  return known;
}
