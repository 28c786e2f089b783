import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { quickjsSandbox } from '../../../src/adapters/quickjs-sandbox/index.ts';
import type { ServiceError } from '../../../src/ports/index.ts';
import { describeSandboxPort } from '../../contracts/sandbox.ts';
import { ESCAPES } from './escapes.ts';

describeSandboxPort('quickjs', () => quickjsSandbox());

describe('quickjsSandbox', () => {
  const sandbox = quickjsSandbox();
  afterAll(() => sandbox.close());

  it.each(Object.entries(ESCAPES))('does not let a script out by way of %s', async (_way, code) => {
    const written = vi.spyOn(process.stdout, 'write');
    const result = await sandbox
      .run({ code, args: { a: [1] }, timeoutMs: 1000, memoryMb: 32 })
      .catch((error: unknown) => error);
    const outcome = result instanceof Error ? (result as ServiceError).code : result;
    expect(['no', 'SCRIPT_FAILED', 'SCRIPT_SYNTAX']).toContain(outcome);
    expect(written).not.toHaveBeenCalled();
    written.mockRestore();
  });

  it('tries at least 33 ways out', () => {
    expect(Object.keys(ESCAPES).length).toBeGreaterThanOrEqual(33);
  });

  it('lets the process end while threads are idle, and prints nothing', () => {
    const adapter = new URL('../../../src/adapters/quickjs-sandbox/index.ts', import.meta.url);
    const program = `
      import { quickjsSandbox } from ${JSON.stringify(adapter.href)};
      const sandbox = quickjsSandbox({ idleMs: 60000 });
      const run = (code, timeoutMs = 5000) => sandbox.run({ code, args: null, timeoutMs, memoryMb: 32 });
      await run('return 1');
      await run('const a = []; for (;;) a.push(new Array(1000).fill(1))').catch(() => {});
      await run('while (true) {}', 200).catch(() => {});
      await run('return 1');
    `;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
      timeout: 15_000,
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('ends threads that nobody uses', async () => {
    const shortLived = quickjsSandbox({ idleMs: 20 });
    const script = { code: 'return 1', args: null, timeoutMs: 1000, memoryMb: 32 };
    await shortLived.run(script);
    await vi.waitFor(() => expect(threadCount()).toBe(0), { timeout: 2000 });
    expect(await shortLived.run(script)).toBe(1);
    await shortLived.close();
  });
});

function threadCount(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'MessagePort' || name === 'Worker').length;
}
