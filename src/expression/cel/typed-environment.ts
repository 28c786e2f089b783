import type { Environment } from '@marcbachmann/cel-js';
import { METERED, registerArithmetic } from './environment.ts';
import { loadCel } from './load-cel.ts';

/** What an expression may be told of a value: JSON numbers are doubles, and of an object nothing but that it is one. */
export const CEL_TYPES = [
  'string',
  'double',
  'bool',
  'map',
  'list<string>',
  'list<double>',
  'list<bool>',
  'list<map>',
  'list<dyn>',
  'dyn',
] as const;

export type CelType = (typeof CEL_TYPES)[number];

let environment: Environment | undefined;

/**
 * The environment in which expressions are checked. It has one variable for each type, which stands for every path of
 * that type: making an environment for each expression would take longer than checking it.
 */
export function typedEnvironment(): Environment {
  return (environment ??= createEnvironment());
}

/** The variable that stands for values of that type. */
export function variableOf(type: CelType): string {
  return `typed_${type.replace('<', '_').replace('>', '_')}`;
}

function createEnvironment(): Environment {
  const { Environment: Constructor } = loadCel();
  const created = new Constructor({
    unlistedVariablesAreDyn: true,
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
    limits: { maxAstNodes: 8000, maxDepth: 2000, maxListElements: 200, maxMapEntries: 200, maxCallArguments: 16 },
  });
  registerArithmetic(created);
  for (const type of CEL_TYPES) {
    created.registerVariable(variableOf(type), type.replace(/\bmap\b/, 'map<string, dyn>'));
  }
  for (const container of ['list<dyn>', 'map<string, dyn>']) {
    created.registerFunction(`${METERED.in}(dyn, ${container}): bool`, () => false);
  }
  return created;
}
