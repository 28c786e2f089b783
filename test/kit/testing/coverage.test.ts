import { expect, test } from 'vitest';
import { flowOf, runText } from './bench.ts';

const FLOW = flowOf(
  [
    {
      type: 'condition',
      name: 'kind',
      if: 'params.n > 0',
      then: [{ type: 'log', message: 'more' }],
    },
    {
      type: 'loop',
      name: 'all',
      items: '{{params.items}}',
      steps: [{ type: 'log', name: 'each', message: 'x', when: 'item > 0' }],
    },
    { type: 'parallel', name: 'both', branches: { left: [{ type: 'log', message: 'l' }], right: [] } },
    {
      type: 'http',
      name: 'page',
      url: 'https://example.com',
      on_error: { steps: [{ type: 'log', message: 'x' }] },
    },
  ],
  { finally: [{ type: 'log', message: 'end' }] },
);
const coverageOf = async (tests: string) =>
  (
    await runText(FLOW, `defaults: { mocks: { page: { $stub: true } }, input: { n: 0, items: [] } }\ntests:\n${tests}`)
  ).tester.coverage();

test('what no test comes to is named', async () => {
  expect(await coverageOf('  - name: a')).toEqual({
    steps: {
      covered: 6,
      total: 9,
      missing: ['steps[0].then[0] (log)', 'steps[1].steps[0] each', 'steps[3].on_error[0] (log)'],
    },
    branches: {
      covered: 2,
      total: 6,
      missing: ['steps[0] kind then', 'steps[1] all steps', 'steps[1].steps[0] each skipped', 'steps[3] page on_error'],
    },
  });
});

test('all tests together count', async () => {
  const { steps, branches } = await coverageOf(
    '  - name: a\n  - { name: b, input: { n: 1, items: [0, 1] }, mocks: { page: { $error: X } } }',
  );
  expect([steps.missing, branches.missing]).toEqual([[], []]);
});

test('a step that is skipped is not covered', async () => {
  const { steps, branches } = await coverageOf('  - { name: a, input: { items: [0] } }');
  expect(steps.missing).toContain('steps[1].steps[0] each');
  expect(branches.missing).not.toContain('steps[1].steps[0] each skipped');
});
