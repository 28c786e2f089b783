import { expect, test } from 'vitest';
import type { RunWarning } from '../../src/engine/events.ts';
import { ReleaseStack } from '../../src/engine/release-stack.ts';

test('releases the newest first, each once, and goes on after a failure', async () => {
  const released: string[] = [];
  const warnings: RunWarning[] = [];
  const stack = new ReleaseStack();
  stack.add(async () => void released.push('first'));
  stack.add(() => Promise.reject(new Error('stuck')));
  stack.add(async () => void released.push('last'));
  await stack.releaseAll(warnings);
  await stack.releaseAll(warnings);
  expect(released).toEqual(['last', 'first']);
  expect(warnings).toEqual([{ path: [], code: 'RELEASE_FAILED', message: 'stuck' }]);
});
