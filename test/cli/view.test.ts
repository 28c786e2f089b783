import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shippedFlows } from '../flows/shipped-flows.ts';
import { command, folder, jsonCommand } from './command.ts';

const project = () => folder(Object.fromEntries(shippedFlows.map(({ slug, text }) => [`flows/${slug}.json`, text])));

test('inspect tells what a flow needs and touches', async () => {
  const cwd = project();
  const { status, stdout } = await command(['inspect', 'scrape-profile'], { cwd });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Hosts +onlyfans\.com \(page\)$/m);
  expect(stdout).toMatch(/^Queues +scrape-jobs \(enqueue\)$/m);
  const { json } = await jsonCommand(['inspect', 'flows/scrape-profile.json'], { cwd });
  expect(json).toMatchObject({ version: 1, slug: 'scrape-profile', services: ['directus', 'browser', 'queue'] });
});

test('graph prints Mermaid, and writes a picture where the file is one', async () => {
  const cwd = project();
  const { stdout } = await command(['graph', 'post-create'], { cwd });
  expect(stdout).toMatch(/^---\ntitle: "Create a post"\n---\nflowchart TD\n/);
  const written = await command(['graph', 'post-create', '--output', 'out/post.svg'], { cwd });
  expect(written).toEqual({ status: 0, stdout: '', stderr: 'Wrote out/post.svg\n' });
  expect(readFileSync(join(cwd, 'out/post.svg'), 'utf8')).toMatch(/<svg [^]*scheduled_posts[^]*<\/svg>/);
  const { status, json } = await jsonCommand(['graph', 'post-create', '--format', 'png'], { cwd });
  expect({ status, json }).toMatchObject({ status: 2, json: { error: { code: 'OPTION_INVALID' } } });
});

test('docs writes a page for each flow and a list, and says which are old', async () => {
  const cwd = project();
  const first = await jsonCommand(['docs'], { cwd });
  expect(first).toMatchObject({ status: 0, json: { pages: shippedFlows.length + 1 } });
  const pages = join(cwd, 'docs/flows');
  expect(readdirSync(pages)).toContain('README.md');
  expect(await jsonCommand(['docs', '--check'], { cwd })).toMatchObject({ status: 0, json: { old: [] } });
  writeFileSync(join(pages, 'post-create.md'), 'old');
  expect(await jsonCommand(['docs', '--check'], { cwd })).toMatchObject({
    status: 1,
    json: { old: ['docs/flows/post-create.md'] },
  });
  expect(readFileSync(join(pages, 'post-create.md'), 'utf8')).toBe('old');
  expect(await jsonCommand(['docs', 'post-create'], { cwd })).toMatchObject({
    json: { written: ['docs/flows/post-create.md'] },
  });
});

test.each(['inspect', 'graph', 'docs'])('%s names the nearest flow, and refuses what is no flow', async (name) => {
  const cwd = folder({
    'flows/post-create.json': { slug: 'post-create', name: 'x', steps: [] },
    'flows/broken.json': '{"slug":',
  });
  const unknown = await jsonCommand([name, 'post-craete'], { cwd });
  expect(unknown).toMatchObject({
    status: 2,
    json: { error: { code: 'FLOW_NOT_FOUND', message: 'There is no flow "post-craete"; did you mean "post-create"?' } },
  });
  expect(await jsonCommand([name, 'flows/broken.json'], { cwd })).toMatchObject({
    status: 2,
    json: { error: { code: 'FLOW_INVALID' } },
  });
});

test('a slug that is a path is not followed', async () => {
  const cwd = folder({ 'flows/a.json': { slug: '../../escaped', name: 'x', steps: [] } });
  expect(await jsonCommand(['docs', 'flows/a.json'], { cwd })).toMatchObject({
    status: 2,
    json: { error: { code: 'FLOW_INVALID' } },
  });
  expect(existsSync(join(cwd, 'escaped.md'))).toBe(false);
});
