/** Ways out that worked in some sandbox once. Each is the body of a function that must not return "escaped". */
export const ESCAPES: Record<string, string> = {
  process: 'return process.version && "escaped"',
  'global process': 'return globalThis.process ? "escaped" : "no"',
  require: 'return require("node:fs") && "escaped"',
  module: 'return module.constructor._load("fs") && "escaped"',
  'dynamic import of a module': 'return (await import("node:fs")) && "escaped"',
  'dynamic import of a data URL': 'return (await import("data:text/javascript,export default 1")) && "escaped"',
  'import.meta': 'return eval("import.meta.url") && "escaped"',
  'constructor of a function': 'return (() => {}).constructor("return process")() && "escaped"',
  'constructor of args': 'return args.constructor.constructor("return process")() && "escaped"',
  'prototype of args':
    'return Object.getPrototypeOf(args).constructor.constructor("return process.mainModule")() && "escaped"',
  'Function constructor': 'return new Function("return this.process || require")() && "escaped"',
  'async function constructor':
    'const F = (async () => {}).constructor; return (await F("return process")()) && "escaped"',
  'generator constructor': 'const F = (function* () {}).constructor; return F("yield process")().next() && "escaped"',
  'async generator constructor':
    'const F = (async function* () {}).constructor; return (await F("yield process")().next()) && "escaped"',
  'indirect eval': 'return (0, eval)("process") && "escaped"',
  'this of a sloppy function': 'return (function () { return this.process })() ? "escaped" : "no"',
  'arguments.callee.caller':
    'return (function () { return arguments.callee.caller.caller.arguments[0] })() ? "escaped" : "no"',
  'caller of the script':
    'return (function f() { return f.caller })() === null ? "no" : String((function f() { return f.caller })()).includes("native") ? "escaped" : "no"',
  'walk of the globals':
    'const seen = new Set(); const walk = (o, d) => { if (d > 4 || o === null || !/object|function/.test(typeof o) || seen.has(o)) return false; seen.add(o); return Reflect.ownKeys(o).some((k) => { if (["process", "require", "Buffer", "fetch", "postMessage", "parentPort", "quickjs"].includes(k)) return true; try { return walk(o[k], d + 1) } catch { return false } }) }; return walk(globalThis, 0) ? "escaped" : "no"',
  'Error.prepareStackTrace':
    'Error.prepareStackTrace = (_, frames) => frames; const frames = new Error().stack; return typeof frames !== "string" && frames[0].getThis().process ? "escaped" : "no"',
  'stack of an overflow':
    'try { (function f() { f() })() } catch (e) { return e.constructor.constructor("return process")() && "escaped" }',
  'error of a rejected import':
    'return import("x").catch((e) => e.constructor.constructor("return process")() && "escaped")',
  'Proxy as prototype':
    'const p = new Proxy({}, { get: (t, k, r) => r.constructor.constructor("return process")() }); return Object.create(p).x && "escaped"',
  'thenable that is handed back':
    'return { then(resolve) { resolve(resolve.constructor.constructor("return process")() && "escaped") } }',
  'promise species':
    'class P extends Promise { static get [Symbol.species]() { return function (f) { f(process, process) } } }; return (await P.resolve(1).then(() => 1)) && "escaped"',
  WebAssembly: 'return WebAssembly.Module && "escaped"',
  Atomics: 'return Atomics.wait && "escaped"',
  'shared memory': 'return new SharedArrayBuffer(8).constructor.constructor("return process")() && "escaped"',
  console: 'console.log("escaped"); return "escaped"',
  print: 'print("escaped"); return "escaped"',
  'QuickJS std and os': 'return (typeof std !== "undefined" || typeof os !== "undefined") ? "escaped" : "no"',
  'QuickJS bjson': 'return typeof bjson !== "undefined" || (await import("os").catch(() => null)) ? "escaped" : "no"',
  fetch: 'return fetch("http://127.0.0.1:1/") && "escaped"',
  timers: 'return setTimeout(() => {}, 0) && "escaped"',
  queueMicrotask:
    'return typeof queueMicrotask === "undefined" ? "no" : queueMicrotask.constructor("return process")() && "escaped"',
  'worker messages':
    'return (typeof postMessage !== "undefined" || typeof onmessage !== "undefined") ? "escaped" : "no"',
  'host references':
    'return Object.getOwnPropertyNames(globalThis).some((n) => /host|emscripten|native/i.test(n)) ? "escaped" : "no"',
  FinalizationRegistry:
    'return new FinalizationRegistry(() => {}).constructor.constructor("return process")() && "escaped"',
  'WeakRef to the host': 'return new WeakRef({}).deref().constructor.constructor("return process")() && "escaped"',
  'a replaced JSON.stringify that is used later':
    'JSON.stringify = function () { return arguments.callee.caller ? "escaped" : "\\"escaped\\"" }; return "no"',
  'a result that turns into code': 'return { toJSON() { return process } }',
  'getter on Object.prototype':
    'Object.defineProperty(Object.prototype, "error", { get() { return process } }); return "no"',
};
