/** Roots that references have anyway. */
export const ROOT_NAMES: readonly string[] = [
  'input',
  'params',
  'steps',
  'context',
  'user',
  'env',
  'error',
  'item',
  'index',
];

/** Words that are not names in the Common Expression Language. */
export const CEL_KEYWORDS: readonly string[] = [
  'as',
  'break',
  'const',
  'continue',
  'else',
  'false',
  'for',
  'function',
  'if',
  'import',
  'in',
  'let',
  'loop',
  'namespace',
  'null',
  'package',
  'prototype',
  'return',
  'true',
  'var',
  'void',
  'while',
  '__proto__',
];

/** Names that the Common Expression Language has a meaning for, so that a result of that name could not be read. */
export const CEL_NAMES: readonly string[] = [
  'bool',
  'bytes',
  'cel',
  'double',
  'google',
  'int',
  'list',
  'map',
  'null_type',
  'optional',
  'string',
  'type',
  'uint',
];

const reserved = new Set([...ROOT_NAMES, ...CEL_KEYWORDS, ...CEL_NAMES]);

/** Whether a result must not have that name. */
export function isReservedName(name: string): boolean {
  return reserved.has(name);
}
