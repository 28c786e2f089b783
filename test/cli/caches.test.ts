import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { flowFile } from '../../src/adapters/flow-file.ts';
import { lazyPorts } from '../../src/cli/lazy-ports.ts';
import { providersFor } from '../../src/cli/open-project.ts';
import { loadConfig } from '../../src/config/index.ts';
import type { BrowserPort, DirectusPort } from '../../src/ports/index.ts';
import { createRunner } from '../../src/runner/index.ts';
import { folder } from './command.ts';

const flow = {
  slug: 'look',
  name: 'Look',
  steps: [
    { type: 'taxonomy_terms_read', result_key: 'terms', config: {} },
    { type: 'taxonomy_terms_read', result_key: 'terms_again', config: {} },
    { type: 'stagehand_start', result_key: 'session', config: {} },
    {
      type: 'stagehand_extract_cached',
      result_key: 'page',
      config: { sessionId: '$session.sessionId', url: 'https://example.com/', instruction: 'Read $env.PASSPHRASE' },
    },
  ],
};

/** Runs the flow as a new process would: with newly opened ports, of which only the servers are fakes. */
async function runOnce(cwd: string) {
  const settings = await loadConfig({ cwd, env: {} });
  const lazy = lazyPorts(providersFor(settings));
  const asked: string[] = [];
  const answering = (answers: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, async () => (asked.push(name), answer)]));
  const browser = answering({
    start: { sessionId: 'one' },
    navigate: { url: 'https://example.com/', title: 'Example', status: 200 },
    extract: { content: 'what the page said' },
    closeSession: undefined,
  }) as unknown as BrowserPort;
  const directus = Object.assign(answering({ readItems: [] }), {
    identity: { kind: 'live', location: 'http://directus.example' },
  }) as unknown as DirectusPort;
  const runner = createRunner({
    source: flowFile(join(cwd, 'look.json')),
    ports: { ...lazy.providers, browser: () => browser, directus: () => directus },
    config: { env: { PASSPHRASE: 'open-sesame' }, audit: { isEnabled: false } },
  });
  const report = await runner.run('look');
  await lazy.close();
  return { report, asked };
}

test('an extract of a page is shared by runs and processes; the taxonomy is read once in each', async () => {
  const cwd = folder({ 'look.json': flow });
  const first = await runOnce(cwd);
  expect(first.report).toMatchObject({ success: true, results: { page: { content: 'what the page said' } } });
  expect(first.asked.filter((name) => name === 'extract')).toHaveLength(1);
  const second = await runOnce(cwd);
  expect(second.report).toMatchObject({ success: true, results: { page: { content: 'what the page said' } } });
  expect(second.asked).not.toContain('extract');
  for (const { asked } of [first, second]) {
    // Two collections, although two steps ask.
    expect(asked.filter((name) => name === 'readItems')).toHaveLength(2);
  }
});

test('no file of the cache shows a secret that is part of an instruction', async () => {
  const cwd = folder({ 'look.json': flow });
  await runOnce(cwd);
  const state = join(cwd, '.genie-actions/state');
  const files = readdirSync(state);
  expect(files).toContain('cache.sqlite');
  for (const file of files) expect(readFileSync(join(state, file)).includes('open-sesame')).toBe(false);
});
