import variant from '@jitl/quickjs-wasmfile-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSSyncVariant,
} from 'quickjs-emscripten-core';
import { failureOf, type ScriptTools, scriptTools } from './failure.ts';
import type { ScriptJob, ScriptOutcome } from './protocol.ts';
import { type WasmMemory, type WasmModule, webAssembly } from './web-assembly.ts';

/** The package's types describe its CommonJS entry; this is what its ES module exports. */
const syncVariant = variant as unknown as QuickJSSyncVariant;

const PAGES_PER_MB = 16;
/** What the WebAssembly module asks for at its start: 16 MB. */
const INITIAL_PAGES = 256;
const PAGE_BYTES = 65_536;
const JOBS_PER_ROUND = 1000;
const FILE_NAME = 'script.js';

/**
 * Runs one script in an interpreter of its own: nothing of one script is there in the next.
 * Loops in native code cannot be interrupted from here; the pool ends the whole thread then.
 */
export async function interpret(job: ScriptJob, wasmModule: WasmModule): Promise<ScriptOutcome> {
  const deadline = performance.now() + job.timeoutMs;
  const memory = new webAssembly.Memory({
    initial: INITIAL_PAGES,
    maximum: Math.max(INITIAL_PAGES, Math.ceil(job.memoryMb * PAGES_PER_MB)),
  });
  const quickJs = await newQuickJSWASMModuleFromVariant(newVariant(syncVariant, { wasmModule, wasmMemory: memory }));
  const runtime = quickJs.newRuntime({
    interruptHandler: () => performance.now() > deadline,
    memoryLimitBytes: job.memoryMb * 1024 * 1024,
  });
  const context = runtime.newContext();
  const isFull = () => isMemoryFull(runtime, context, memory);
  try {
    return runScript(job, context, runtime, scriptTools(context), { deadline, isFull });
  } catch (error) {
    if (performance.now() > deadline) return timedOut(job);
    return hostFailure(error, memory);
  }
}

interface Limits {
  deadline: number;
  isFull(): boolean;
}

function runScript(
  job: ScriptJob,
  context: QuickJSContext,
  runtime: QuickJSRuntime,
  tools: ScriptTools,
  limits: Limits,
): ScriptOutcome {
  // Describing an error can run the script's code again, so the time is looked at afterwards.
  const fail = (error: QuickJSHandle): ScriptOutcome => {
    const failure = failureOf(error, context, tools, limits.isFull());
    return performance.now() > limits.deadline ? timedOut(job) : failure;
  };

  for (const text of [asMethod(job.code), asFunction(job.code)]) {
    const parsed = context.evalCode(text, FILE_NAME, { compileOnly: true });
    if (parsed.error) return fail(parsed.error);
  }
  const args = context.callFunction(tools.parse, context.undefined, context.newString(job.argsText));
  if (args.error) return fail(args.error);
  const script = context.evalCode(`(${asFunction(job.code)})`, FILE_NAME, {});
  if (script.error) return fail(script.error);
  const called = context.callFunction(script.value, context.undefined, args.value);
  if (called.error) return fail(called.error);

  while (runtime.hasPendingJob()) {
    const jobs = runtime.executePendingJobs(JOBS_PER_ROUND);
    if (jobs.error) return fail(jobs.error);
    if (performance.now() > limits.deadline) return timedOut(job);
  }
  const state = context.getPromiseState(called.value);
  if (state.type === 'rejected') return fail(state.error);
  if (state.type === 'pending') {
    return { isOk: false, code: 'SCRIPT_FAILED', message: 'The script waits for a promise that nothing settles' };
  }
  const text = context.callFunction(tools.stringify, context.undefined, state.value);
  if (text.error) {
    const failure = fail(text.error);
    if (failure.isOk || failure.code !== 'SCRIPT_FAILED') return failure;
    return {
      ...failure,
      message: `The script returned something that JSON cannot hold: ${tools.describe(text.error)}`,
    };
  }
  return { isOk: true, resultText: context.typeof(text.value) === 'string' ? context.getString(text.value) : 'null' };
}

/**
 * Code that closes the wrapper around it can be written for one wrapper, not for both: after its brace the first allows
 * only a comma or a brace, the second neither.
 */
function asMethod(code: string): string {
  return `({ async script(args) {\n${code}\n} })`;
}

function asFunction(code: string): string {
  return `async function script(args) {\n${code}\n}`;
}

function timedOut({ timeoutMs }: ScriptJob): ScriptOutcome {
  return { isOk: false, code: 'SCRIPT_TIMEOUT', message: `The script took longer than ${timeoutMs} ms` };
}

/**
 * Whether a thrown `null` means that there was no memory left for an error: the memory has grown, or as much is in use as it
 * can be when a table cannot be doubled.
 */
function isMemoryFull(runtime: QuickJSRuntime, context: QuickJSContext, memory: WasmMemory): boolean {
  const size = context.getProp(runtime.computeMemoryUsage(), 'malloc_size');
  return hasGrown(memory) || context.getNumber(size) > INITIAL_PAGES * PAGE_BYTES * 0.3;
}

function hasGrown(memory: WasmMemory): boolean {
  return memory.buffer.byteLength > INITIAL_PAGES * PAGE_BYTES;
}

/** The interpreter itself gave up: its memory could not grow, or the machine's stack ended. */
function hostFailure(error: unknown, memory: WasmMemory): ScriptOutcome {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError && message.includes('call stack')) {
    return { isOk: false, code: 'SCRIPT_FAILED', message: 'The script failed: stack overflow' };
  }
  const isOutOfMemory = hasGrown(memory) || /memory|unreachable/.test(message);
  if (isOutOfMemory)
    return { isOk: false, code: 'SCRIPT_MEMORY', message: 'The script needs more memory than it may use' };
  return { isOk: false, code: 'SCRIPT_FAILED', message: `The script failed: ${message}` };
}
