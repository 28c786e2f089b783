import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainStep } from '../../src/flow/plain-step.ts';
import { readStep } from '../../src/flow/read-step.ts';
import type { Json } from '../../src/json.ts';
import { cleanFlowText } from '../check/mutants/clean-flow.ts';

const stepValue = fc.oneof(
  fc.constantFrom<Json>('log', 'http', 'directus_read', 'wait-for', 'condition', 'mine', '', ' ', 'fail', 'continue'),
  fc.constantFrom<Json>(null, true, false, 0, 1, 1.5, 120_000, 120_001, 600_000, -1, [], {}),
  fc.constantFrom<Json>('a name', 'a_name', '$x', '1x', 'input', { url: 'x' }, { steps: [] }, { attempts: 2 }),
);
const stepKey = fc.constantFrom(
  'type',
  'result_key',
  'name',
  'description',
  'when',
  'timeout_ms',
  'retry',
  'on_error',
  '$lint',
  'config',
  'confg',
  'Config',
  'tpye',
  'url',
  '__proto__',
  'constructor',
);
const step = fc.dictionary(stepKey, stepValue, { noNullPrototype: true });

/** What both say of a step; `undefined` where the quick one leaves it to the other. */
function compare(raw: Json): boolean {
  const plain = plainStep(raw, '/steps/0');
  if (plain === undefined) return false;
  expect({ step: plain, problems: [] }).toStrictEqual(readStep(raw, '/steps/0'));
  return true;
}

describe('plainStep', () => {
  it('says of a step what a closer look does, or leaves it to that', () => {
    fc.assert(
      fc.property(step, (raw) => {
        compare(raw);
      }),
      { numRuns: 20_000 },
    );
  });

  it('reads most steps of flows', () => {
    const steps = Array.from({ length: 50 }, (_, seed) => JSON.parse(cleanFlowText(seed)).steps as Json[]).flat();
    expect(steps.filter(compare).length).toBeGreaterThan(steps.length * 0.7);
  });

  it.each([[null], ['log'], [[]], [{}], [{ type: 'log', retry: { attempts: 2 } }], [{ type: 'log', confg: {} }]])(
    'leaves %j to the closer look',
    (raw) => expect(plainStep(raw, '/steps/0')).toBeUndefined(),
  );
});
