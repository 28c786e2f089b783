import { expect, test } from 'vitest';
import { flowOf, linesOf } from './bench.ts';

const FLOW = flowOf(
  [
    { type: 'http_request', result_key: 'one', when: 'input.n > 0', config: { url: 'https://example.com/$input.n' } },
    { type: 'http_request', result_key: 'two', on_error: 'continue', config: { url: 'https://example.com/two' } },
    { type: 'transform', result_key: 'sum', config: { expression: 'input.n + 1' } },
  ],
  { output: { sum: '$sum' } },
);
const MOCKS = 'defaults: { mocks: { one: { $stub: true }, two: { $error: DOWN } } }\ntests:\n';
const linesFor = (expectations: string, n = 1) =>
  linesOf(
    FLOW,
    `${MOCKS}  - name: a\n    input: { n: ${n} }\n    expect:\n${expectations.replaceAll(/^/gm, '      ')}`,
  );

test.each([
  ['output: { sum: 3 }', '6:22 output.sum expected 3, got 2'],
  ['results: { sum: 3 }', '6:23 results.sum expected 3, got 2'],
  ['results: { smu: 3 }', '6:23 results.smu the flow has no step "smu"; did you mean "sum"?'],
  ['calls: { one: 2 }', '6:21 calls.one expected 2 calls, got one call'],
  [
    'calls: { one: { url: https://example.com/2 } }',
    '6:28 calls.one.url expected "https://example.com/2", got "https://example.com/1"',
  ],
  ['calls: { one: [] }', '6:21 calls.one expected no call, got one call'],
  ['calls: { three: 0 }', '6:23 calls.three the flow has no step "three"; steps are one, two, sum'],
  ['order: [two, one]', '6:20 order "one" was called before "two"'],
  ['order: [one, x]', '6:20 order the flow has no step "x"; steps are one, two, sum'],
  [
    'warnings: []',
    '6:17 warnings expected 0 entries, got 1 entry: [{"code":"DOWN","message":"Step 2 (http_request) failed: mocked: DOWN","step":"two"}]',
  ],
  ['warnings: [UP]', '6:18 warnings[0].code expected "UP", got "DOWN"'],
  ['skipped: [one]', '6:17 skipped "one" was not skipped'],
  ['failure: DOWN', '6:16 failure expected the failure DOWN, but the run succeeded with the output {"sum":2}'],
])('%s is told with its place', async (expectation, line) => {
  expect(await linesFor(expectation)).toEqual([line]);
});

test('what holds is not told', async () => {
  expect(
    await linesFor(
      'output: { sum: 2 }\ncalls: { one: 1, two: [{ url: { $contains: two } }] }\norder: [one, two, sum]\nwarnings: [DOWN]\nran: [one, "steps[2]"]',
    ),
  ).toEqual([]);
  expect(await linesFor('skipped: [one]\ncalls: { one: 0 }\nresults: { one: $absent }', 0)).toEqual([]);
  expect(await linesFor('ran: [one]', 0)).toEqual(['6:13 ran "one" did not run']);
});

test('a run that fails where none should is one problem', async () => {
  const flow = flowOf([{ type: 'error', config: { message: 'no', code: 'NO' } }]);
  expect(await linesOf(flow, '- name: a\n  expect: { output: 1, warnings: [], ran: [x] }')).toEqual([
    '2:11 the run failed: Step 1 (error) failed: no (NO)',
  ]);
});

test('a failure is compared by code, step and message', async () => {
  const flow = flowOf([{ type: 'error', config: { message: 'no', code: 'NO' } }]);
  expect(await linesOf(flow, '- name: a\n  expect: { failure: true }')).toEqual([]);
  expect(
    await linesOf(
      flow,
      '- name: a\n  expect:\n    failure: { code: { $match: ^N }, step: "steps[0]", message: { $contains: no } }',
    ),
  ).toEqual([]);
  expect(await linesOf(flow, '- name: a\n  expect: { failure: { step: two } }')).toEqual([
    '2:30 failure.step expected "two", got "steps[0]"',
  ]);
});
