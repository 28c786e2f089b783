import { hostname } from 'node:os';
import { expect, it } from 'vitest';
import { currentOwner, isOwnerAlive } from '../../../src/adapters/sqlite-journal/run-owner.ts';

const NOW = 1_000_000;

it('knows this process, however long it was silent', () => {
  expect(isOwnerAlive(currentOwner(), 0, NOW)).toBe(process.platform === 'linux');
  expect(isOwnerAlive(currentOwner(), NOW, NOW)).toBe(true);
});

it('does not take a later process of the same id for the owner', () => {
  expect(isOwnerAlive({ ...currentOwner(), processStart: 'boot/1' }, NOW, NOW)).toBe(false);
});

it('looks at the process where it is not known when it started', () => {
  expect(isOwnerAlive({ ...currentOwner(), processStart: '' }, NOW, NOW)).toBe(true);
  expect(isOwnerAlive({ ...currentOwner(), processStart: '', pid: 2 ** 22 + 1 }, NOW, NOW)).toBe(false);
});

it('believes a process of another host as long as it is heard of', () => {
  const owner = { ...currentOwner(), host: `not-${hostname()}` };
  expect(isOwnerAlive(owner, NOW - 10_000, NOW)).toBe(true);
  expect(isOwnerAlive(owner, NOW - 60_000, NOW)).toBe(false);
});
