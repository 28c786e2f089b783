import { expect, test } from 'vitest';
import { outline, runFlowOf } from './harness.ts';

test('runs steps in order and reports results and output', async () => {
  const { report, made, events } = await runFlowOf(
    {
      steps: [
        { type: 'call', result_key: 'first', config: { id: '$input.number' } },
        { type: 'call', result_key: 'second', config: { id: 'n{{ first.id }}', before: '$steps[0]' } },
      ],
      output: { both: ['$first.id', '$second.id'] },
    },
    { number: 7 },
  );
  expect(report).toMatchObject({
    success: true,
    slug: 'test',
    output: { both: [7, 'n7'] },
    results: { first: { id: 7 } },
    warnings: [],
  });
  expect(made).toEqual([{ id: 7 }, { id: 'n7', before: { id: 7 } }]);
  expect(outline(events)).toEqual([
    'flow-start',
    'step-start 0',
    'step-end 0 done',
    'step-start 1',
    'step-end 1 done',
    'flow-end',
  ]);
});

test('stops at the first failure, names the step from 1 and its index from 0', async () => {
  const { report, made } = await runFlowOf({
    steps: [
      { type: 'call', result_key: 'a', config: { id: 1 } },
      { type: 'fail', config: {} },
      { type: 'call', config: { id: 2 } },
    ],
  });
  expect(report).toMatchObject({
    success: false,
    error: 'Step 2 (fail) failed: no luck',
    failedStep: 1,
    failedPath: [1],
    results: { a: { id: 1 } },
  });
  expect(made).toEqual([{ id: 1 }, 'fail']);
});

test('names a nested step by its path', async () => {
  const { report } = await runFlowOf({
    steps: [
      { type: 'call', config: {} },
      { type: 'condition', name: 'c', if: 'true', then: [{ type: 'fail', config: {} }] },
    ],
  });
  expect(report).toMatchObject({
    success: false,
    error: 'Step 2.then.1 (fail) failed: no luck',
    failedStep: 1,
    failedPath: [1, 'then', 0],
  });
});

test('skips a step whose condition does not hold: its result is null and not among the results', async () => {
  const { report, events } = await runFlowOf({
    steps: [
      { type: 'call', result_key: 'maybe', when: 'size(params) > 3', config: { id: 1 } },
      { type: 'call', result_key: 'after', config: { id: '$maybe' } },
    ],
  });
  expect(report).toMatchObject({ success: true, results: { after: { id: null } } });
  expect(report.results).not.toHaveProperty('maybe');
  expect(outline(events)).toContain('step-skip 0');
});

test('continues after a failure that on_error passes over, and warns', async () => {
  const { report, events } = await runFlowOf({
    steps: [
      { type: 'fail', result_key: 'x', on_error: 'continue', config: {} },
      { type: 'call', result_key: 'after', config: { id: '$x' } },
    ],
  });
  expect(report).toMatchObject({
    success: true,
    results: { after: { id: null } },
    warnings: [{ path: [0], code: 'INTERNAL', message: 'Step 1 (fail) failed: no luck' }],
  });
  expect(outline(events)).toContain('step-end 0 continued');
});

test('runs the steps of on_error with $error, then goes on', async () => {
  const { report, made } = await runFlowOf({
    steps: [
      {
        type: 'fail',
        result_key: 'x',
        config: {},
        on_error: {
          steps: [
            {
              type: 'call',
              result_key: 'told',
              config: { id: '$error.message', step: '$error.step', code: '{{error.code}}' },
            },
          ],
        },
      },
      { type: 'call', config: { id: '$told.id' } },
    ],
  });
  expect(report.success).toBe(true);
  expect(made).toEqual(['fail', { id: 'no luck', step: 'x', code: 'INTERNAL' }, { id: 'no luck' }]);
});

test('fails inside on_error with the path of that step', async () => {
  const { report } = await runFlowOf({
    steps: [{ type: 'fail', config: {}, on_error: { steps: [{ type: 'fail', config: {} }] } }],
  });
  expect(report).toMatchObject({
    success: false,
    failedPath: [0, 'on_error', 0],
    error: 'Step 1.on_error.1 (fail) failed: no luck',
  });
});

test('retries as often as told and says so', async () => {
  const { report, events } = await runFlowOf({
    steps: [{ type: 'fail', result_key: 'x', retry: { attempts: 3, delay_ms: 1 }, config: { times: 2, id: 5 } }],
  });
  expect(report).toMatchObject({ success: true, results: { x: { id: 5 } } });
  expect(outline(events).filter((line) => line.startsWith('step-'))).toEqual([
    'step-start 0',
    'step-retry 0',
    'step-start 0',
    'step-retry 0',
    'step-start 0',
    'step-end 0 done',
  ]);
});

test('gives up after the last try, and at once when retry.if says so', async () => {
  const lost = await runFlowOf({ steps: [{ type: 'fail', retry: { attempts: 2, delay_ms: 1 }, config: {} }] });
  expect(lost.made).toEqual(['fail', 'fail']);
  const refused = await runFlowOf({
    steps: [{ type: 'fail', retry: { attempts: 5, delay_ms: 1, if: "error.code == 'RATE_LIMITED'" }, config: {} }],
  });
  expect(refused.made).toEqual(['fail']);
});

test('does not retry settings that cannot fit', async () => {
  const { report, events } = await runFlowOf(
    { steps: [{ type: 'delay', name: 'd', ms: '$input.wait', retry: { attempts: 4, delay_ms: 1 } }] },
    { wait: 'soon' },
  );
  expect(report).toMatchObject({ success: false, code: 'CONFIG_INVALID' });
  expect(outline(events)).not.toContain('step-retry 0');
});

test('ends the whole flow at a return, from inside nested lists', async () => {
  const { report, made, events } = await runFlowOf({
    steps: [
      {
        type: 'loop',
        name: 'l',
        items: [1, 2, 3],
        steps: [
          { type: 'condition', name: 'c', if: 'item == 2', then: [{ type: 'return', value: { found: '$item' } }] },
          { type: 'call', config: { id: '$item' } },
        ],
      },
      { type: 'call', config: { id: 'never' } },
    ],
    finally: [{ type: 'call', config: { id: 'finally' } }],
  });
  expect(report).toMatchObject({ success: true, output: { found: 2 } });
  expect(made).toEqual([{ id: 1 }, { id: 'finally' }]);
  expect(outline(events)).toContain('step-end 0 done');
});

test('checks the output against its schema', async () => {
  const output_schema = { type: 'object', properties: { n: { type: 'number' } } };
  const { report } = await runFlowOf({ steps: [], output: { n: '$input.n' }, output_schema }, { n: 'text' });
  expect(report).toMatchObject({ success: false, code: 'OUTPUT_INVALID' });
  expect(report).not.toHaveProperty('failedStep');
});

test('refuses more steps than the limit', async () => {
  const { report } = await runFlowOf(
    {
      steps: [
        {
          type: 'loop',
          name: 'l',
          items: Array.from({ length: 30 }, (_, index) => index),
          steps: [{ type: 'call', config: {} }],
        },
      ],
    },
    {},
    {},
    { config: { maxSteps: 20 } },
  );
  expect(report).toMatchObject({ success: false, code: 'STEP_LIMIT' });
});

test('refuses a result over 5 MB', async () => {
  const { report } = await runFlowOf(
    { steps: [{ type: 'call', config: { id: '$input.big' } }] },
    { big: 'x'.repeat(5_000_001) },
  );
  expect(report).toMatchObject({ success: false, code: 'RESULT_TOO_LARGE', failedStep: 0 });
});

test('is not disturbed by a subscriber that throws', async () => {
  const { report } = await runFlowOf(
    { steps: [{ type: 'call', config: {} }] },
    {},
    {
      onEvent() {
        throw new Error('broken display');
      },
    },
  );
  expect(report.success).toBe(true);
});

test('warns of a round that a loop passed over, with the path of the loop', async () => {
  const { report } = await runFlowOf({
    steps: [{ type: 'loop', name: 'l', items: [1], on_item_error: 'continue', steps: [{ type: 'fail', config: {} }] }],
  });
  expect(report).toMatchObject({
    success: true,
    results: { l: [null] },
    warnings: [{ path: [0], message: 'Step 1.steps.1.1 (fail) failed: no luck' }],
  });
});

test('counts what ran in a branch among the results of a round', async () => {
  const branch = [{ type: 'call', result_key: 'inner', config: { id: '$item' } }];
  const { report } = await runFlowOf({
    steps: [
      {
        type: 'loop',
        name: 'l',
        items: [1, 2],
        steps: [
          { type: 'condition', if: 'item == 1', then: branch },
          { type: 'fail', config: {}, on_error: { steps: [{ type: 'call', result_key: 'late', config: { id: 3 } }] } },
        ],
      },
    ],
  });
  expect(report.results).toEqual({
    l: [{ inner: { id: 1 }, late: { id: 3 } }, { late: { id: 3 } }],
  });
});

test('keeps the error of on_error while another one is handled inside', async () => {
  const { made } = await runFlowOf({
    steps: [
      {
        type: 'error',
        message: 'outer',
        on_error: {
          steps: [
            {
              type: 'error',
              message: 'inner',
              on_error: { steps: [{ type: 'call', config: { id: '$error.message' } }] },
            },
            { type: 'call', config: { id: '$error.message' } },
          ],
        },
      },
    ],
  });
  expect(made).toEqual([{ id: 'inner' }, { id: 'outer' }]);
});

test('lets wait-for ask for the result of a step that was passed over or skipped', async () => {
  const { report } = await runFlowOf({
    steps: [
      {
        type: 'wait-for',
        name: 'w',
        until: 'job != null && maybe == null',
        interval_ms: 10,
        steps: [
          { type: 'fail', result_key: 'job', on_error: 'continue', config: { times: 2, id: 1 } },
          { type: 'call', result_key: 'maybe', when: 'false', config: {} },
        ],
      },
    ],
  });
  expect(report).toMatchObject({ success: true, results: { w: { polls: 3 } } });
});

test('does not measure one step that runs alone by the schema of the flow', async () => {
  const { report } = await runFlowOf(
    { steps: [{ type: 'call', config: { id: 1 } }], output: 'x', output_schema: { type: 'string' } },
    {},
    { only: { step: 0, results: {} } },
  );
  expect(report).toMatchObject({ success: true, output: { id: 1 } });
});

test("answers for a project's own step with its stub in a dry run, though it needs no port", async () => {
  const { made, report } = await runFlowOf(
    { steps: [{ type: 'change', result_key: 'c', config: { id: 1 } }] },
    {},
    { stubs: 'all' },
  );
  expect(report).toMatchObject({ success: true, results: { c: { id: 1 } } });
  expect(made).toEqual([]);
});

test('says what failed beside what is wrong with retry.if', async () => {
  const { report } = await runFlowOf(
    { steps: [{ type: 'fail', config: {}, retry: { attempts: 2, if: 'input.answer.status == 429' } }] },
    { answer: {} },
  );
  expect(report).toMatchObject({ success: false, code: 'REFERENCE_MISSING' });
  expect(report.success ? '' : report.error).toMatch(/no luck; and retry\.if: .*has no field "status"/);
});

test('is not disturbed by a subscriber whose promise rejects', async () => {
  const { report } = await runFlowOf(
    { steps: [{ type: 'call', config: {} }] },
    {},
    { onEvent: () => Promise.reject(new Error('broken display')) },
  );
  expect(report.success).toBe(true);
});
