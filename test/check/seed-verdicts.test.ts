import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createCatalogue } from '../../src/catalogue.ts';
import { checkFlow, chooseRules, createProjectCheck, type Diagnostic } from '../../src/check/index.ts';
import { checkFragment, SCOPE_RULES } from '../../src/cli/lint/fragment.ts';
import { directoryOf } from '../../src/facts/index.ts';
import { builtInSteps } from '../../src/steps/index.ts';
import { shippedFlows } from '../flows/shipped-flows.ts';

const folder = new URL('../cases/seeds/', import.meta.url);
const catalogue = directoryOf(createCatalogue(builtInSteps));
const fragmentRules = chooseRules('recommended', Object.fromEntries(SCOPE_RULES.map((name) => [name, 'off'])));

/** What has to be said about the examples of the documents that the project was made from, each by itself. */
const VERDICTS: Record<string, string[]> = {
  'steps/000-directus_read.json': ['sec/user-id-from-input at "$input.user_id"'],
  'steps/000-directus_trigger.json': ['sec/user-id-from-input at "$input.user_id"'],
  'steps/000-directus_update.json': ['sec/unscoped-id at "$input.profile_id"'],
  'steps/000-directus_delete.json': ['sec/unscoped-id at "$input.post_id"'],
  'steps/004-directus_delete.json': ['sec/unscoped-id at "$input.session_id"'],
  'steps/000-http_request.json': ['sec/secret-from-input at "$input.token"'],
  'steps/000-ollama_chat.json': ['ollama/unpinned-model at "qwen-2.5:latest"'],
  'steps/000-stagehand_cookie_login.json': ['sec/cookies-of-input at "$input.profile_id"'],
  'steps/000-stagehand_navigate.json': ['sec/ssrf at "$input.target_url"'],
  'steps/004-directus_trigger.json': ['step/flow-uuid at "7506f825-..."'],
  'flows/002-scout-analyze.json': ['sec/ssrf at "params.url"', 'ollama/unpinned-model at "qwen-2.5:latest"'],
};

/** Steps that read the result of a step that is not shown with them. */
const READ_FROM_OUTSIDE = 13;

const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const step = (name: string) => read(`steps/${name}.json`);
const namesOf = (kind: string) => readdirSync(new URL(`${kind}/`, folder)).map((name) => `${kind}/${name}`);
const names = [...namesOf('flows'), ...namesOf('steps')];
const isSerious = ({ severity }: Diagnostic) => severity !== 'info';
const flowOf = (...steps: string[]) =>
  `{ "slug": "example", "name": "Example", "description": "An example.", "steps": [${steps.join(',\n')}] }`;

/** `rule at "text"` for each finding of a text. */
function verdicts(text: string, diagnostics: readonly Diagnostic[]): string[] {
  const bytes = Buffer.from(text);
  return diagnostics.map(({ rule, offset, endOffset }) => `${rule} at "${bytes.toString('utf8', offset, endOffset)}"`);
}

const serious = (text: string) => verdicts(text, checkFlow(text, { catalogue }).diagnostics.filter(isSerious));

test.each(names)('%s gets its verdict', (name) => {
  const text = read(name);
  const { diagnostics } = checkFragment(text, (whole) => checkFlow(whole, { catalogue, rules: fragmentRules }));
  expect(verdicts(text, diagnostics.filter(isSerious))).toEqual(VERDICTS[name] ?? []);
});

test('every verdict is about an example that there is', () => {
  expect(names).toEqual(expect.arrayContaining(Object.keys(VERDICTS)));
});

test('a step that is taken for a whole flow lacks what it reads: that is what fragments are for', () => {
  const lacking = namesOf('steps').filter((name) =>
    serious(flowOf(read(name)))
      .join()
      .includes('ref/undefined'),
  );
  expect(lacking).toHaveLength(READ_FROM_OUTSIDE);
});

test('a row that is read by a filter alone is a list', () => {
  const write =
    '{ "type": "directus_write", "config": { "collection": "notes", "item": { "profile": "$profile.id" } } }';
  expect(serious(flowOf(step('004-directus_read'), write))).toEqual(['type/list-as-item at "id"']);
  expect(serious(flowOf(step('004-directus_read').replace('"filter"', '"limit": 1, "filter"'), write))).toEqual([]);
});

test('the browser of the documented scrape is never closed', () => {
  const steps = ['stagehand_start', 'stagehand_navigate', 'stagehand_extract'].map((type) => step(`004-${type}`));
  const save =
    '{ "type": "directus_write", "config": { "collection": "platform_stats_snapshots", "item": { "count": "$stats.post_count" } } }';
  const flow = flowOf(step('004-directus_read').replace('"result_key": "profile",', ''), ...steps, save);
  expect(serious(flow)).toContain('stagehand/not-closed at "stagehand_start"');
  expect(serious(flowOf(...steps, save, step('004-stagehand_close')))).toEqual([]);
  const ended = flowOf(...steps, save).replace(/ }$/, `, "finally": [${step('004-stagehand_close')}] }`);
  expect(serious(ended)).toEqual([]);
});

test('a whole object in a prompt is worth a word, no more', () => {
  const steps = ['stagehand_start', 'stagehand_navigate', 'stagehand_extract', 'ollama_generate'];
  const { diagnostics } = checkFlow(flowOf(...steps.map((type) => step(`004-${type}`))), { catalogue });
  expect(diagnostics.filter(({ rule }) => rule === 'type/object-in-text')).toMatchObject([{ severity: 'info' }]);
});

test('each dialect is right by itself, both in one flow are a matter of style', () => {
  expect(serious(flowOf(step('002-directus')))).toEqual([]);
  expect(serious(flowOf(step('004-directus_write')))).toEqual([]);
  const both = checkFlow(flowOf(step('002-directus'), step('004-directus_write')), { catalogue }).diagnostics;
  const style = { rule: 'flow/mixed-dialects', severity: 'warning' };
  // Of how the steps are written, and of how they write references.
  expect(both.filter(isSerious)).toMatchObject([style, style]);
});

describe('the system prompt of one document', () => {
  const PROMPT = `Available actions:
- taxonomy-tag: {"media_id": "uuid"}
- post-create: {"media_id": "uuid", "platform": "onlyfans"}
- message-generate: {"fan_id": "uuid", "context": "..."}
- memory-recall: {"query": "..."}
- media-process: {"operation": "watermark", "media_id": "uuid"}
[ACTION:scout-analyze:{"url":"https://example.com"}]
`;
  /** As the tags of the other document call them. */
  const PARAMETERS: Record<string, string[]> = {
    'scout-analyze': ['url'],
    'taxonomy-tag': ['content_id', 'text'],
    'post-create': ['draft_id', 'platform', 'scheduled_at'],
    'message-generate': ['fan_id', 'context'],
    'memory-recall': ['task', 'top_n'],
    'media-process': ['file_id', 'operation'],
  };
  const found = (flows: Array<readonly [file: string, text: string]>, text: string) => {
    const check = createProjectCheck({ prompt: { file: 'prompt.md', text } });
    for (const [file, document] of flows) check.add(file, checkFlow(document, { catalogue, file }));
    return verdicts(text, check.finish());
  };
  const documented = Object.entries(PARAMETERS).map(([slug, parameters]) => {
    const properties = Object.fromEntries(parameters.map((name) => [name, {}]));
    const input = { type: 'object', required: parameters, properties, additionalProperties: false };
    return [`${slug}.json`, JSON.stringify({ slug, name: slug, input, steps: [] })] as const;
  });
  const drifting = (verdict: string[]) => new Set(verdict.map((text) => text.split(' at ')[0]));

  test('has other parameters than the flows of the other one for four of six', () => {
    const perAction = PROMPT.split('\n').filter(
      (line) => found(documented, `Available actions:\n${line}\n`).length > 0,
    );
    expect(perAction.map((line) => /[a-z]+-[a-z]+/.exec(line)![0])).toEqual([
      'taxonomy-tag',
      'post-create',
      'memory-recall',
      'media-process',
    ]);
    expect(drifting(found(documented, PROMPT))).toEqual(new Set(['prompt/param-drift']));
  });

  test('and the tags of both fit the flows that ship, but for one that names the user', () => {
    const flows = shippedFlows.map(({ file, text }) => [file, text] as const);
    const tags = Object.entries(PARAMETERS).map(([slug, parameters]) => {
      const example = Object.fromEntries(parameters.map((name) => [name, 'x']));
      return `[ACTION:${slug}:${JSON.stringify(example)}]`;
    });
    expect(found(flows, `${PROMPT}${tags.join('\n')}\n`)).toEqual([]);
    expect(found(flows, '[ACTION:scrape-profile:{"platform":"onlyfans","creator_profile_id":"cp-123"}]')).toEqual([]);
    expect(found(flows, '[ACTION:scrape-profile:{"platform":"onlyfans","user_id":"123"}]')).toEqual([
      'prompt/param-drift at "user_id"',
    ]);
  });
});
