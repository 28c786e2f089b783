import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { currentOwner } from '../../../src/adapters/sqlite-journal/run-owner.ts';
import { makeProfile, sweepProfiles } from '../../../src/adapters/stagehand-browser/profiles.ts';
import { temporaryFolder } from '../temporary-folder.ts';

function left(root: string, name: string, owner: object | undefined, ageMs = 0): void {
  const folder = join(root, name);
  mkdirSync(join(folder, 'profile'), { recursive: true });
  const time = new Date(Date.now() - ageMs);
  if (owner !== undefined) {
    writeFileSync(join(folder, 'owner.json'), JSON.stringify(owner));
    utimesSync(join(folder, 'owner.json'), time, time);
  }
  utimesSync(folder, time, time);
}

it('removes what ended processes left, and nothing else', async () => {
  const root = temporaryFolder();
  const mine = await makeProfile(root, 'mine');
  const gone = { ...currentOwner(), processStart: 'another boot/1' };
  left(root, 'gone', gone);
  left(root, 'kept-and-ended', { ...gone, isKept: true });
  left(root, 'elsewhere', { ...gone, host: 'other' });
  left(root, 'elsewhere-long-ago', { ...gone, host: 'other' }, 25 * 3_600_000);
  left(root, 'just-begun', undefined);
  left(root, 'never-finished', undefined, 120_000);
  await sweepProfiles(root);
  expect(readdirSync(root).sort()).toEqual(['elsewhere', 'just-begun', 'mine']);
  await mine.remove();
  expect(existsSync(mine.directory)).toBe(false);
});

it('has nothing to do where there were never any', async () => {
  await expect(sweepProfiles('/nowhere/at/all')).resolves.toBeUndefined();
});
