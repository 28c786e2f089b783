import { afterAll, describe, expect, it } from 'vitest';
import type { Json } from '../../src/json.ts';
import type { SandboxPort } from '../../src/ports/index.ts';

/** What every adapter of the sandbox port must do. */
export function describeSandboxPort(name: string, open: () => SandboxPort): void {
  describe(`sandbox port: ${name}`, () => {
    const sandbox = open();
    afterAll(() => sandbox.close());

    function run(
      code: string,
      args: Json = null,
      limits: { timeoutMs?: number; memoryMb?: number } = {},
    ): Promise<Json> {
      return sandbox.run({ code, args, timeoutMs: 2000, memoryMb: 64, ...limits });
    }

    it.each<[string, Json, Json]>([
      ['return args.a + args.b', { a: 1, b: 2 }, 3],
      ['return { list: args.map((n) => n * 2) }', [1, 2], { list: [2, 4] }],
      ['', null, null],
      ['return undefined', null, null],
      ['return () => 1', null, null],
      ['return { keep: 1, drop() {}, gone: undefined }', null, { keep: 1 }],
      ['return await Promise.resolve(args).then((n) => n + 1)', 1, 2],
      ['return NaN', null, null],
      ['return "\\u2028 ✓ 😀" + args', '</script>`${x}`', '\u2028 ✓ 😀</script>`${x}`'],
      ['// a comment without an end of line', null, null],
      ['return new Date(0).toISOString()', null, '1970-01-01T00:00:00.000Z'],
    ])('runs %j', async (code, args, result) => {
      expect(await run(code, args)).toEqual(result);
    });

    it.each([
      ['const a = {}; a.a = a; return a', /JSON cannot hold.*circular/],
      ['return 1n', /JSON cannot hold.*BigInt/],
      ['throw new TypeError("no such thing")', /TypeError: no such thing/],
      ['throw null', /it threw null/],
      ['throw { status: 4 }', /it threw {"status":4}/],
      ['throw { toString() { throw 1 }, toJSON() { throw 1 } }', /cannot be shown/],
      ['await new Promise(() => {})', /promise that nothing settles/],
      ['const f = () => f() + 1; f()', /stack overflow/],
      ['return missing', /'missing' is not defined/],
    ])('fails for %j', async (code, message) => {
      await expect(run(code)).rejects.toMatchObject({ code: 'SCRIPT_FAILED', message: expect.stringMatching(message) });
    });

    it('names the line of an error', async () => {
      await expect(run('const a = 1;\n\nthrow new Error("third")')).rejects.toThrow('third (line 3)');
      await expect(run('const a = 1;\nlet b = ;')).rejects.toMatchObject({ code: 'SCRIPT_SYNTAX', data: { line: 2 } });
    });

    it.each([
      '}); globalThis.x = 1; (function () {',
      '}, function () {',
      '} + function () {',
      '}\nasync function other() {',
      '} }); ({ other() {',
      '}, async other() {',
      'return 1 }',
      '/*',
      '`',
    ])('refuses code that closes the function around it: %j', async (code) => {
      await expect(run(code)).rejects.toHaveProperty('code', 'SCRIPT_SYNTAX');
    });

    it.each([
      'while (true) {}',
      'for (;;) await 1',
      'try { for (;;) {} } catch { for (;;) {} } finally { for (;;) {} }',
      'return { toJSON() { while (true) {} } }',
      'return { get a() { while (true) {} } }',
      'return new Proxy({}, { ownKeys() { while (true) {} } })',
      '[3, 1, 2].sort(() => { while (true) {} })',
      '/^(a+)+$/.test("a".repeat(40) + "b")',
      'const again = () => Promise.resolve().then(again); await again()',
      'throw { get message() { while (true) {} } }',
      'new Array(2 ** 32 - 1).join("x")',
    ])('stops %j at its time limit', async (code) => {
      const startedAt = performance.now();
      await expect(run(code, null, { timeoutMs: 100 })).rejects.toHaveProperty('code', 'SCRIPT_TIMEOUT');
      expect(performance.now() - startedAt).toBeLessThan(1500);
    });

    it.each([
      'const a = []; for (;;) a.push(new Array(1000).fill(1))',
      'const a = []; for (;;) a.push(new Uint8Array(1e6))',
      'const a = []; for (let i = 0; ; i++) a.push("x".repeat(1e5) + i)',
      'new Array(1e9).fill(0)',
      'Array.from({ length: 1e9 })',
      'const m = new Map(); for (let i = 0; ; i++) m.set(i, { i })',
    ])('stops %j at its memory limit', async (code) => {
      const before = process.memoryUsage().rss;
      await expect(run(code, null, { timeoutMs: 10_000, memoryMb: 32 })).rejects.toHaveProperty(
        'code',
        'SCRIPT_MEMORY',
      );
      expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
    });

    it.each(['"x".repeat(2 ** 30)', 'let s = "x"; for (;;) s += s', 'new ArrayBuffer(2 ** 31)'])(
      'refuses %j',
      async (code) => {
        await expect(run(code)).rejects.toMatchObject({ service: 'sandbox' });
      },
    );

    it('keeps __proto__ an ordinary key, in and out', async () => {
      const args = JSON.parse('{"__proto__": {"polluted": true}}') as Json;
      const result = await run('return [Object.keys(args), args.polluted === undefined, args]', args);
      expect(result).toEqual([['__proto__'], true, args]);
      expect(Object.hasOwn((result as Json[])[2] as object, '__proto__')).toBe(true);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    });

    it('hands nothing from one script to the next', async () => {
      await run('globalThis.left = 1; Object.prototype.left = 1; Array.prototype.map = 1; return 1');
      expect(await run('return [typeof left, ({}).left === undefined, [1].map((n) => n)]')).toEqual([
        'undefined',
        true,
        [1],
      ]);
    });

    it('runs several at a time and all of those that wait', async () => {
      const results = await Promise.all(Array.from({ length: 6 }, (_, index) => run('return args * 2', index)));
      expect(results).toEqual([0, 2, 4, 6, 8, 10]);
    });

    it('an abort ends a running and a waiting script within 250 ms', async () => {
      const abort = new AbortController();
      const call = { signal: abort.signal };
      const script = { code: 'while (true) {}', args: null, timeoutMs: 10_000, memoryMb: 64 };
      const running = Array.from({ length: 4 }, () => sandbox.run(script, call));
      setTimeout(() => abort.abort(new Error('enough')), 150);
      const startedAt = performance.now();
      const outcomes = await Promise.allSettled(running);
      expect(performance.now() - startedAt).toBeLessThan(400);
      expect(outcomes.map((outcome) => outcome.status === 'rejected' && String(outcome.reason))).toEqual(
        Array.from({ length: 4 }, () => 'Error: enough'),
      );
      expect(await run('return "still here"')).toBe('still here');
    });
  });
}
