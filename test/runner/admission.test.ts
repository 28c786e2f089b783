import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/index.ts';
import { outline, runFlowOf } from './harness.ts';

const INPUT = {
  type: 'object',
  required: ['platform'],
  properties: {
    platform: { type: 'string', enum: ['onlyfans', 'fansly'] },
    count: { type: 'integer', default: 3 },
    tone: { type: 'string' },
  },
};

test('refuses a slug that does not exist and names the nearest', async () => {
  const { createRunner } = await import('../../src/index.ts');
  const { sourceOf } = await import('./harness.ts');
  const { systemClock } = await import('../../src/adapters/system-clock.ts');
  const runner = createRunner({
    source: sourceOf({ slug: 'post-create', name: 'x', steps: [] }),
    ports: { clock: systemClock() },
    config: { audit: { isEnabled: false } },
  });
  expect(await runner.run('post-craete')).toMatchObject({
    success: false,
    code: 'FLOW_NOT_FOUND',
    error: 'There is no flow "post-craete"; did you mean "post-create"?',
  });
});

test('refuses an inactive flow before any step', async () => {
  const { report, made } = await runFlowOf({ active: false, steps: [{ type: 'call', config: {} }] });
  expect(report).toMatchObject({ success: false, code: 'FLOW_INACTIVE' });
  expect(made).toEqual([]);
});

test('names every problem of a broken flow with its place', async () => {
  const { report } = await runFlowOf({
    steps: [
      { type: 'directus_raed', config: {} },
      { type: 'directus_read', config: { colection: 'x' } },
      { type: 'call', config: { id: '$nobody.id' } },
    ],
  });
  expect(report).toMatchObject({ success: false, code: 'FLOW_INVALID' });
  const problems = report.success ? [] : report.problems!;
  expect(problems.join('\n')).toMatch(/unknown step type "directus_raed"; did you mean "directus_read"\?/);
  expect(problems.join('\n')).toMatch(/no option "colection"; did you mean "collection"\?/);
  expect(problems.join('\n')).toMatch(/"\$nobody" is not defined/);
  expect(problems.every((problem) => /^test\.json:\d+:\d+ /.test(problem))).toBe(true);
});

test('names every parameter that does not fit, and fills in defaults', async () => {
  const bad = await runFlowOf({ input: INPUT, steps: [{ type: 'call', config: {} }] }, { count: 'many', tone: 3 });
  expect(bad.report).toMatchObject({ success: false, code: 'INPUT_INVALID' });
  expect(bad.report.success ? [] : bad.report.problems).toHaveLength(3);
  expect(bad.made).toEqual([]);
  const good = await runFlowOf(
    { input: INPUT, steps: [{ type: 'call', config: { id: '$input.count' } }] },
    { platform: 'fansly' },
  );
  expect(good.made).toEqual([{ id: 3 }]);
});

test('takes identity fields from a model away before the schema sees them, and keeps those of a person', async () => {
  const flow = {
    input: { type: 'object', additionalProperties: true },
    steps: [{ type: 'call', config: { id: '$input' } }],
  };
  const byModel = await runFlowOf(flow, { user_id: 'victim', x: 1 }, { trigger: 'tag' });
  expect(byModel.made).toEqual([{ id: { x: 1 } }]);
  expect(byModel.events[0]).toMatchObject({ event: 'flow-start', droppedFields: ['user_id'] });
  const byPerson = await runFlowOf(flow, { user_id: 'me' });
  expect(byPerson.made).toEqual([{ id: { user_id: 'me' } }]);
});

test('refuses identity fields from a model where the configuration says so', async () => {
  const { report } = await runFlowOf(
    { steps: [] },
    { owner: 'victim' },
    { trigger: 'tag' },
    { config: { identityFields: ['owner'], identityPolicy: 'reject' } },
  );
  expect(report).toMatchObject({ success: false, code: 'INPUT_FORBIDDEN' });
});

test('asks before a confirmed flow that a tag wants, and refuses where nobody can be asked', async () => {
  const flow = { confirm: true, steps: [{ type: 'call', config: {} }] };
  expect((await runFlowOf(flow, {}, { trigger: 'tag' })).report).toMatchObject({ code: 'CONFIRMATION_REQUIRED' });
  expect((await runFlowOf(flow, {}, { trigger: 'tag', confirm: async () => false })).report).toMatchObject({
    code: 'CONFIRMATION_REFUSED',
  });
  expect((await runFlowOf(flow, {}, { trigger: 'tag', confirm: async () => true })).report.success).toBe(true);
  expect((await runFlowOf(flow)).report.success).toBe(true);
});

test('fails a filter whose identity is absent before anything is asked', async () => {
  const { report, made } = await runFlowOf({
    steps: [{ type: 'call', config: { filter: { user_id: { _eq: '$context.user_id' } } } }],
  });
  expect(report).toMatchObject({ success: false, code: 'REFERENCE_MISSING', failedStep: 0 });
  expect(made).toEqual([]);
});

test('leaves an absent optional parameter out of data and empty in text', async () => {
  const { made } = await runFlowOf(
    {
      input: INPUT,
      steps: [
        {
          type: 'call',
          config: { data: { tone: '$input.tone', platform: '$input.platform' }, text: 'Tone: $input.tone.' },
        },
      ],
    },
    { platform: 'fansly' },
  );
  expect(made).toEqual([{ data: { platform: 'fansly' }, text: 'Tone: .' }]);
});

test('tells a watcher of a refused run that it ended', async () => {
  const { events } = await runFlowOf({ active: false, steps: [] });
  expect(outline(events)).toEqual(['flow-end']);
});

test('refuses a flow whose schemas are none before any step', async () => {
  const schemas: [JsonObject, string][] = [
    [{ input: { type: 'nonsense' } }, '"nonsense" is no type of JSON Schema'],
    [{ output_schema: { properties: [] } }, '"properties"'],
  ];
  for (const [part, message] of schemas) {
    const { report, made } = await runFlowOf({ steps: [{ type: 'call', config: {} }], ...part });
    expect(report).toMatchObject({ success: false, code: 'FLOW_INVALID' });
    expect(report.success ? '' : report.error).toContain(message);
    expect(made).toEqual([]);
  }
});

test('finds references to names that are not there yet, or no more', async () => {
  const refused = async (...steps: JsonObject[]) => {
    const { report } = await runFlowOf({ steps });
    return report.success ? '' : report.code;
  };
  const inner = [{ type: 'call', result_key: 'inner', config: {} }];
  expect(await refused({ type: 'condition', if: 'inner != null', then: inner })).toBe('FLOW_INVALID');
  const handled = { type: 'fail', config: {}, on_error: { steps: inner } };
  expect(await refused(handled, { type: 'call', config: { id: '$error.code' } })).toBe('FLOW_INVALID');
  expect(await refused(handled, { type: 'call', config: { id: '$inner' } })).toBe('');
  const branch = [{ type: 'condition', if: 'true', then: inner }];
  const waits = (until: string) => ({ type: 'wait-for', until, steps: branch });
  expect(await refused(waits('inner == {}'))).toBe('');
  expect(await refused(waits('inner == {}'), { type: 'call', config: { id: '$inner' } })).toBe('FLOW_INVALID');
});

test('tells before step 0 of findings that do not stop a run', async () => {
  const steps = [{ type: 'http_request', result_key: 'page', config: { url: '$input.url' } }];
  const told: string[] = [];
  const { report } = await runFlowOf(
    { steps },
    { url: 'https://blog.example.com/' },
    {
      stubs: 'all',
      onFinding: ({ rule, line }) => told.push(`${rule} ${line}`),
      onEvent: ({ event }) => told.push(event),
    },
  );
  expect(report).toMatchObject({ success: true });
  expect(told.slice(0, 2)).toEqual(['sec/ssrf 1', 'flow-start']);
});

test('is not disturbed by a subscriber that throws at a finding', async () => {
  const steps = [{ type: 'http_request', config: { url: '$input.url' } }];
  const onFinding = () => {
    throw new Error('mine');
  };
  const { report } = await runFlowOf({ steps }, { url: 'https://blog.example.com/' }, { stubs: 'all', onFinding });
  expect(report).toMatchObject({ success: true });
});
