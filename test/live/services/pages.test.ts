import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { findChromium } from './chromium.ts';
import { liveFolder } from './live-folder.ts';
import { startPages } from './pages.ts';

it.each([
  ['/profile', '<dd id="subscribers">1234</dd>'],
  ['/redirect?to=/list', 'Morning at the beach'],
  ['/missing', 'There is no such page'],
  ['/members', 'Please log in'],
])('shows %s in Chromium', async (path, expected) => {
  const pages = await startPages();
  const isRoot = process.getuid?.() === 0;
  const { stdout } = await promisify(execFile)(findChromium(), [
    '--headless',
    '--disable-gpu',
    `--user-data-dir=${liveFolder('chromium')}`,
    ...(isRoot ? ['--no-sandbox'] : []),
    '--dump-dom',
    `${pages.url}${path}`,
  ]);
  expect(stdout).toContain(expected);
});

it('says on /members whose session the cookie is, and shows on /sent what a form sent', async () => {
  const pages = await startPages();
  const members = await fetch(`${pages.url}/members`, { headers: { cookie: 'a=b; session=abc' } });
  expect(await members.text()).toContain('<p id="session">abc</p>');
  const sent = await fetch(`${pages.url}/sent`, { method: 'POST', body: 'name=<b>' });
  expect(await sent.text()).toContain('name=&lt;b>');
});

it('keeps a browser waiting on /hang and /silent', async () => {
  const pages = await startPages();
  const silent = fetch(`${pages.url}/silent`, { signal: AbortSignal.timeout(200) });
  await expect(silent).rejects.toMatchObject({ name: 'TimeoutError' });
  const hanging = await fetch(`${pages.url}/hang`, { signal: AbortSignal.timeout(200) });
  expect(hanging.status).toBe(200);
  await expect(hanging.text()).rejects.toMatchObject({ name: 'TimeoutError' });
});
