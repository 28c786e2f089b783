import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core';
import type { ScriptOutcome } from './protocol.ts';

/** Functions of the interpreter, taken before the script can replace them. */
export interface ScriptTools {
  parse: QuickJSHandle;
  stringify: QuickJSHandle;
  /** One line about whatever was thrown. */
  describe(thrown: QuickJSHandle): string;
  /** The line of the script where an error arose, counted from 1. */
  lineOf(thrown: QuickJSHandle): number | undefined;
}

/** Runs before the script. What it returns is text, whatever the script threw or redefined. */
const DESCRIBE = `((String, stringify) => (thrown) => {
  try {
    if (thrown === null || typeof thrown !== 'object') return 'it threw ' + String(thrown);
    if (typeof thrown.message !== 'string') return 'it threw ' + stringify(thrown);
    return (typeof thrown.name === 'string' && thrown.name !== 'Error' ? thrown.name + ': ' : '') + thrown.message;
  } catch {
    return 'it threw something that cannot be shown';
  }
})(String, JSON.stringify)`;

const STACK = `(thrown) => {
  try {
    return typeof thrown.stack === 'string' ? thrown.stack : '';
  } catch {
    return '';
  }
}`;

const MAX_DESCRIPTION_CHARACTERS = 500;

export function scriptTools(context: QuickJSContext): ScriptTools {
  const json = context.getProp(context.global, 'JSON');
  const describe = context.unwrapResult(context.evalCode(DESCRIBE));
  const stack = context.unwrapResult(context.evalCode(STACK));
  const textOf = (text: QuickJSHandle, thrown: QuickJSHandle, otherwise: string): string => {
    const result = context.callFunction(text, context.undefined, thrown);
    return result.error || context.typeof(result.value) !== 'string' ? otherwise : context.getString(result.value);
  };
  return {
    parse: context.getProp(json, 'parse'),
    stringify: context.getProp(json, 'stringify'),
    describe: (thrown) =>
      textOf(describe, thrown, 'it threw something that cannot be shown').slice(0, MAX_DESCRIPTION_CHARACTERS),
    lineOf: (thrown) => scriptLine(textOf(stack, thrown, '')),
  };
}

/** Turns what was thrown inside into an outcome. `null` arrives when there was no memory left for an error object. */
export function failureOf(
  thrown: QuickJSHandle,
  context: QuickJSContext,
  tools: ScriptTools,
  isMemoryFull: boolean,
): ScriptOutcome {
  const description = tools.describe(thrown);
  const isNull = context.typeof(thrown) === 'object' && context.eq(thrown, context.null);
  if (description === 'InternalError: out of memory' || (isMemoryFull && isNull)) {
    return { isOk: false, code: 'SCRIPT_MEMORY', message: 'The script needs more memory than it may use' };
  }
  const line = tools.lineOf(thrown);
  const where = line === undefined ? '' : ` (line ${line})`;
  const position = line === undefined ? {} : { line };
  if (description.startsWith('SyntaxError: ')) {
    const message = `The script cannot be read: ${description.slice('SyntaxError: '.length)}${where}`;
    return { isOk: false, code: 'SCRIPT_SYNTAX', message, ...position };
  }
  return { isOk: false, code: 'SCRIPT_FAILED', message: `The script failed: ${description}${where}`, ...position };
}

/** The wrapper's first line stands before the script's. */
function scriptLine(stack: string): number | undefined {
  const line = /script\.js:(\d+)/.exec(stack)?.[1];
  return line === undefined ? undefined : Math.max(1, Number(line) - 1);
}
