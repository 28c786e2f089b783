import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEmbeddedDirectus } from '../../src/adapters/embedded-directus/index.ts';
import { ollamaModel } from '../../src/adapters/ollama-model/index.ts';
import { checkFlow } from '../../src/check/index.ts';
import type { RunReport } from '../../src/engine/index.ts';
import { compileTemplate, referencesOf } from '../../src/expression/index.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/json.ts';
import { startOllamaServer } from '../fakes/ollama-server.ts';
import { catalogue, runDocument } from './run-document.ts';

const folder = new URL('../cases/seeds/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as JsonObject;
const flows = readdirSync(new URL('flows/', folder));
const steps = readdirSync(new URL('steps/', folder));

test.each(flows)('%s dry-runs as it stands', async (name) => {
  const flow = read(`flows/${name}`);
  const report = await runDocument(JSON.stringify(flow), {
    description: 'a beach',
    platform: 'fansly',
    time: 'now',
    url: 'https://example.com',
  });
  expect(report).toMatchObject({ success: true, warnings: [] });
});

/** Its document shows a flow of Directus by the first digits of its UUID only. */
const SHORTENED = '004-directus_trigger.json';

test.each(steps.filter((name) => name !== SHORTENED))(
  '%s dry-runs behind steps that give it what it reads',
  async (name) => {
    expect(await dryRun(read(`steps/${name}`))).toMatchObject({ success: true });
  },
);

test('a UUID that is shortened is found, refused, and whole it is neither', async () => {
  const step = read(`steps/${SHORTENED}`);
  expect(await dryRun(step)).toMatchObject({
    success: false,
    code: 'FLOW_INVALID',
    error: expect.stringContaining('7506f825-...'),
  });
  const { diagnostics } = checkFlow(JSON.stringify({ slug: 'example', name: 'Example', steps: [step] }), { catalogue });
  expect(diagnostics).toContainEqual(
    expect.objectContaining({ rule: 'step/flow-uuid', severity: 'error', pointer: '/steps/0/config/flow_uuid' }),
  );
  const whole = JSON.stringify(step).replace('7506f825-...', '7506f825-0000-4000-8000-000000000000');
  expect(await dryRun(JSON.parse(whole) as JsonObject)).toMatchObject({ success: true });
});

async function dryRun(step: JsonObject): Promise<RunReport> {
  const params: JsonObject = {};
  const earlier = new Map<string, JsonObject>();
  for (const { root, path } of referencesOf(compileTemplate(step['config'] ?? step))) {
    const owner =
      root === 'input' || root === 'params'
        ? params
        : root === 'context' || root === 'user'
          ? undefined
          : (earlier.get(root) ?? {});
    if (owner === undefined) continue;
    if (typeof path[0] === 'string') owner[path[0]] = path[0].endsWith('url') ? 'https://example.com/' : `a ${path[0]}`;
    if (owner !== params) earlier.set(root, owner);
  }
  const given = [...earlier].map(([key, template]) => ({ type: 'transform', name: key, template }));
  return runDocument(JSON.stringify({ slug: 'example', name: 'Example', steps: [...given, step] as Json }), params);
}

test('the documented failure comes out word for word', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'seeds-'));
  const directus = openEmbeddedDirectus({ file: join(directory, 'directus.sqlite') });
  const ollama = await startOllamaServer({ answer: () => 'Check out this new content!' });
  const flow = JSON.stringify(read('flows/000-post-creator.json')).replace(
    'scheduled_posts',
    'scheduled_posts_of_nobody',
  );
  const report = await runDocument(
    flow,
    { description: 'a beach', platform: 'fansly', time: 'now' },
    { stubs: [] },
    { directus, model: ollamaModel({ host: ollama.url }) },
  );
  expect(report).toMatchObject({
    success: false,
    slug: 'post-creator',
    error: 'Step 2 (directus_write) failed: Collection not found',
    code: 'COLLECTION_NOT_FOUND',
    failedStep: 1,
    failedPath: [1],
    results: { caption: { response: 'Check out this new content!' } },
  });
  expect(Object.keys(report.results)).toEqual(['caption']);
  expect(isJsonObject(report.results['caption']!)).toBe(true);
  await directus.close();
  await ollama.close();
  rmSync(directory, { recursive: true });
});
