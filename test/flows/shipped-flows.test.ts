import { expect, test, describe } from 'vitest';
import { checkFlow } from '../../src/check/index.ts';
import { flowSchema } from '../../src/codegen/flow-schema.ts';
import { parseFlow } from '../../src/flow/index.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { problemsOf } from '../codegen/validator.ts';
import { catalogue, runDocument } from './run-document.ts';
import { sampleParams } from './sample-params.ts';
import { shippedFlow, shippedFlows } from './shipped-flows.ts';

const schema = flowSchema(catalogue);

/** Parameters as the platform's documents show them in tags. */
const DOCUMENTED = [
  ['scout-analyze', { url: 'https://example.com' }],
  ['taxonomy-tag', { media_id: 'm-1' }],
  ['taxonomy-tag', { content_id: 'abc-456', text: 'beach yoga selfie' }],
  ['post-create', { media_id: 'm-1', platform: 'onlyfans' }],
  ['post-create', { draft_id: '789', platform: 'fansly', scheduled_at: '2026-03-21T14:00:00Z' }],
  ['post-create', { platform: 'onlyfans', topic: 'Beach yoga at sunrise' }],
  ['message-generate', { fan_id: 'fan-001', context: 'subscriber renewal' }],
  ['memory-recall', { query: 'What were my best-performing posts last month?' }],
  ['memory-recall', { task: 'scrape onlyfans stats', top_n: 6 }],
  ['media-process', { operation: 'watermark', media_id: 'm-1' }],
  ['media-process', { file_id: 'media-999', operation: 'watermark' }],
  ['scrape-profile', { platform: 'onlyfans', user_id: '123' }],
  ['scrape-profile', { platform: 'onlyfans', creator_profile_id: 'cp-123' }],
] as const;

test('there are seven', () => {
  expect(shippedFlows.map(({ slug }) => slug).toSorted()).toEqual([
    'media-process',
    'memory-recall',
    'message-generate',
    'post-create',
    'scout-analyze',
    'scrape-profile',
    'taxonomy-tag',
  ]);
});

describe.each(shippedFlows.map((flow) => [flow.slug, flow] as const))('%s', (slug, { file, text, document }) => {
  test('passes the checks and the editor schema', () => {
    const { diagnostics } = checkFlow(text, { catalogue, file: `flows/${file}` });
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(problemsOf(schema, document)).toEqual([]);
  });

  test('is called like its file, tells when to use it, and names every parameter', () => {
    expect(file).toBe(`${slug}.json`);
    expect(document['$schema']).toBe('../schemas/flow.schema.json');
    expect(document['description']).toMatch(/ Use it /);
    expect(document.input['additionalProperties']).toBe(false);
    for (const property of Object.values(document.input['properties'] as Record<string, { description?: string }>)) {
      expect(property.description).toBeTruthy();
    }
  });

  test('keeps to one dialect, in its steps and in its references', () => {
    const dialects = new Set(parseFlow(text).flow!.steps.map(({ dialect }) => dialect));
    expect(dialects.size).toBe(1);
    if (dialects.has(1)) expect(text).not.toContain('{{');
    else expect(text).not.toMatch(/\$(input|context|steps|params)\b/);
  });

  test('takes identity from the context alone, pins its models, and calls no host by HTTP', () => {
    expect(text).not.toMatch(/(input|params)\.(user_id|owner|created_by)/);
    expect(text).toContain('context.user_id');
    for (const [, model] of text.matchAll(/"model": "([^"$]+)"/g))
      expect(model).toMatch(/^[\w.-]+:(?!latest$)[\w.-]+$/);
    expect(text).not.toMatch(/"type": "http/);
  });

  test('runs dry with its own examples', async () => {
    const report = await runDocument(text, sampleParams(document.input));
    expect(report).toMatchObject({ success: true, slug, warnings: [] });
  });

  test('stops before its first request when nobody is vouched for', async () => {
    const report = await runDocument(text, sampleParams(document.input), { stubs: [], context: {} });
    // A request would end with SERVICE_NOT_CONFIGURED: there is no service here.
    expect(report).toMatchObject({
      success: false,
      code: expect.stringMatching(/^(REFERENCE_MISSING|IDENTITY_REQUIRED)$/),
    });
  });
});

/** Every finding that a shipped flow lives with, and why. */
const SUPPRESSIONS = [
  {
    file: 'scout-analyze.json',
    pointer: '/steps/1',
    rule: 'sec/ssrf',
    reason: 'Opening the page that the creator names is what this flow is for; its browser is logged in nowhere.',
  },
];

test('nothing is suppressed in them but what is listed here', () => {
  const suppressed = shippedFlows.flatMap(({ file, document }) =>
    lintKeys(document).flatMap(([pointer, lint]) =>
      Object.entries(lint).map(([rule, reason]) => ({ file, pointer, rule, reason })),
    ),
  );
  expect(suppressed).toEqual(SUPPRESSIONS);
});

test('and without the suppressions exactly that is found', () => {
  const found = shippedFlows.flatMap(({ file, text, document }) => {
    const { suppressed } = checkFlow(text, { catalogue, file });
    const bare = JSON.stringify(document, (key, value: unknown) => (key === '$lint' ? undefined : value));
    const serious = checkFlow(bare, { catalogue, file }).diagnostics.filter(({ severity }) => severity !== 'info');
    expect(suppressed.map(({ diagnostic }) => diagnostic.rule)).toEqual(serious.map(({ rule }) => rule));
    return serious.map(({ rule, pointer }) => ({ file, pointer: pointer.split('/').slice(0, 3).join('/'), rule }));
  });
  expect(found).toEqual(SUPPRESSIONS.map(({ file, pointer, rule }) => ({ file, pointer, rule })));
});

/** Every `$lint` of a document, with the pointer of what it stands in. */
function lintKeys(value: Json, pointer = ''): Array<[string, JsonObject]> {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$lint' ? [[pointer, inner as JsonObject]] : lintKeys(inner, `${pointer}/${key}`),
  );
}

test.each(DOCUMENTED)('%s takes the documented parameters %j from a tag', async (slug, params) => {
  const report = await runDocument(shippedFlow(slug).text, { ...params }, { trigger: 'tag' });
  expect(report).toMatchObject({ success: true });
});

test.each(['stagehand_start', 'stagehand_cookie_login', 'stagehand'])(
  'a flow that opens a browser with %s closes it in finally',
  (type) => {
    const opening = shippedFlows.filter(({ text }) => text.includes(`"type": "${type}"`));
    for (const { document } of opening)
      expect(JSON.stringify(document['finally'])).toMatch(/stagehand_close|"action":"close"/);
    expect(shippedFlows.some(({ text }) => /"type": "stagehand/.test(text))).toBe(true);
  },
);
