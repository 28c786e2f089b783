import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction, constants } from 'node:vm';
import type * as XGrammar from '@mlc-ai/web-xgrammar';

/**
 * The package says it is an ES module and ships a CommonJS file, so neither `import` nor `require` loads it. It also prints
 * a warning about each of its own character classes with letters beyond ASCII.
 */
export function loadXGrammar(): typeof XGrammar {
  const require = createRequire(import.meta.url);
  const file = require.resolve('@mlc-ai/web-xgrammar');
  const run = compileFunction(
    readFileSync(file, 'utf8'),
    ['module', 'exports', 'require', '__filename', '__dirname', 'console'],
    { filename: file, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER },
  );
  const exported = {};
  const quiet = { ...console, log() {}, warn() {} };
  run({ exports: exported }, exported, createRequire(file), file, dirname(file), quiet);
  return exported as typeof XGrammar;
}
