import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkVersion, findChromium } from '../../../src/adapters/stagehand-browser/find-chromium.ts';
import { temporaryFolder } from '../temporary-folder.ts';

function executable(output: string): string {
  const file = join(temporaryFolder(), 'chromium');
  writeFileSync(file, `#!/bin/sh\necho '${output}'\n`);
  chmodSync(file, 0o755);
  return file;
}

it('takes the path that is given, or the first usual place that is executable', async () => {
  const file = executable('');
  expect(await findChromium(file)).toBe(file);
  expect(await findChromium(undefined, ['/nowhere/chromium', file])).toBe(file);
});

it('says how to install one, and where it looked', async () => {
  await expect(findChromium(undefined, ['/nowhere/chromium'])).rejects.toMatchObject({
    code: 'BROWSER_NOT_FOUND',
    detail: expect.stringMatching(/install.*CHROME_PATH.*\/nowhere\/chromium/is) as string,
  });
  await expect(findChromium('/nowhere/mine', [executable('')])).rejects.toMatchObject({ code: 'BROWSER_NOT_FOUND' });
});

it('refuses versions that are too old', async () => {
  await expect(checkVersion(executable('Chromium 136.0.7000.1'))).rejects.toMatchObject({
    code: 'BROWSER_TOO_OLD',
    message: 'Chromium 136 is too old; 137 is needed',
  });
  await checkVersion(executable('Google Chrome 137.0.1.2'));
  await checkVersion(executable('a wrapper'));
});
