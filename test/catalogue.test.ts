import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCatalogue } from '../src/catalogue.ts';
import { isJsonObject, type JsonObject } from '../src/json.ts';
import { defineStep, type StepContext, type StepType } from '../src/step.ts';
import { builtInSteps } from '../src/steps/index.ts';
import { stepContext } from './fakes/ports.ts';

const ORDER = [
  'directus_read',
  'directus_write',
  'directus_update',
  'directus_delete',
  'directus_search',
  'directus_trigger',
  'stagehand_start',
  'stagehand_navigate',
  'stagehand_act',
  'stagehand_extract',
  'stagehand_extract_cached',
  'stagehand_cookie_login',
  'stagehand_close',
  'ollama_generate',
  'ollama_chat',
  'taxonomy_terms_read',
  'taxonomy_platform_maps_read',
  'taxonomy_invalidate',
  'bullmq_enqueue',
  'http_request',
  'directus',
  'ollama',
  'stagehand',
  'http',
  'transform',
  'condition',
  'loop',
  'delay',
  'parallel',
  'error',
  'log',
  'return',
  'script',
  'wait-for',
];

/** Types that never give a result. */
const WITHOUT_RESULT = new Set(['error', 'return']);

describe('the built-in step types', () => {
  it('are the twenty of the first dialect and the fourteen of the second', () => {
    expect(builtInSteps.map(({ type }) => type)).toEqual(ORDER);
    expect(builtInSteps.filter(({ dialect }) => dialect === 1)).toHaveLength(20);
    expect(builtInSteps.filter(({ dialect }) => dialect === 2)).toHaveLength(14);
  });

  it('leave an optional parameter out only of what is sent as data', () => {
    const omitting = builtInSteps.flatMap(({ absence }) =>
      Object.keys(absence).filter((setting) => absence[setting] === 'omit'),
    );
    const allowed = ['item', 'data', 'body', 'payload', 'query', 'headers', 'job', 'value'];
    expect(allowed).toEqual(expect.arrayContaining(omitting));
    const identifying = /^(id|ids|filter|deep|search|collection|url|sessionId|flow_uuid|creator_profile_id)$/;
    for (const { absence } of builtInSteps) {
      expect(Object.keys(absence).filter((setting) => identifying.test(setting))).toEqual([]);
    }
  });

  it('stand in one file each, named after the type', () => {
    const files = readdirSync(new URL('../src/steps/', import.meta.url)).filter((name) => name !== 'index.ts');
    expect(files.sort()).toEqual(ORDER.map((type) => `${type.replaceAll('_', '-')}.ts`).sort());
  });
});

describe.each(builtInSteps.map((stepType) => [stepType.type, stepType] as const))('%s', (type, stepType) => {
  const example = stepType.example as JsonObject;

  it('has an example that parses', () => {
    expect(stepType.config.safeParse(example).error?.issues).toBeUndefined();
  });

  it('refuses a setting that it does not have', () => {
    expect(stepType.config.safeParse({ ...example, no_such_setting: 1 }).success).toBe(false);
  });

  it('has a description for every setting, and a summary', () => {
    expect(stepType.summary).toMatch(/^[A-Z].*\.$/);
    expect(Object.entries(settingsOf(stepType)).filter(([, setting]) => !hasDescription(setting))).toEqual([]);
  });

  it('has absence policies, sinks and raw settings only for settings that exist', () => {
    const known = Object.keys(settingsOf(stepType));
    const named = [
      ...Object.keys(stepType.absence),
      ...Object.keys(stepType.taint.sinks ?? {}).map((name) => name.split('.')[0]!),
      ...Object.keys(stepType.rawSettings),
    ];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('knows its effect and its result for the example', () => {
    expect(['none', 'read', 'write']).toContain(stepType.effectOf(stepType.config.parse(example)));
    const resultType = stepType.resultType(example);
    expect(resultType === undefined || isJsonObject(resultType)).toBe(true);
  });

  it.skipIf(WITHOUT_RESULT.has(type))('gives a stub that fits its result, the same every time', async () => {
    const [first, second] = await Promise.all([stubOf(stepType, example), stubOf(stepType, example)]);
    expect(stepType.result.safeParse(first).error?.issues).toBeUndefined();
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
    expect(second).toEqual(first);
  });
});

describe('createCatalogue', () => {
  const extra = defineStep({
    type: 'send_mail',
    summary: 'Send a mail.',
    needs: [],
    effect: 'write',
    config: z.strictObject({ to: z.string() }),
    result: z.null(),
    example: { to: 'someone@example.com' },
    run: () => null,
    stub: () => null,
  });

  it("joins a project's own types with the built-in ones", () => {
    const catalogue = createCatalogue(builtInSteps, [extra]);
    expect(catalogue.types).toHaveLength(35);
    expect(catalogue.get('send_mail')).toBe(extra);
    expect(catalogue.get('nothing')).toBeUndefined();
  });

  it('refuses a name that is taken', () => {
    expect(() => createCatalogue(builtInSteps, [{ ...extra, type: 'http' }])).toThrow('defined twice');
  });

  it('suggests the type that a misspelt one means', () => {
    expect(createCatalogue(builtInSteps).suggest('directus-raed')).toBe('directus_read');
    expect(createCatalogue(builtInSteps).suggest('wait_for')).toBe('wait-for');
    expect(createCatalogue(builtInSteps).suggest('something else')).toBeUndefined();
  });
});

function settingsOf(stepType: StepType): JsonObject {
  const schema = z.toJSONSchema(stepType.config, { target: 'draft-07', io: 'input', unrepresentable: 'any' });
  expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
  return (schema as JsonObject).properties as JsonObject;
}

function hasDescription(setting: unknown): boolean {
  return isJsonObject(setting) && typeof setting.description === 'string' && setting.description.length > 10;
}

async function stubOf(stepType: StepType, example: JsonObject): Promise<unknown> {
  const context: StepContext = stepContext(undefined, {
    runSteps: async () => ({ results: { inner: 1 }, outcomes: { inner: 1 }, last: 1 }),
    evaluate: () => true,
  });
  return stepType.stub(stepType.config.parse(example), context);
}
