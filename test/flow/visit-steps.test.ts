import { expect, it } from 'vitest';
import { flowFromValue, visitSteps } from '../../src/flow/index.ts';
import { branch } from './branch.ts';

const delay = { type: 'delay', ms: 1 };

it('visits the steps inside steps in the order of the document, each with its path', () => {
  const { flow } = flowFromValue({
    slug: 'a',
    name: 'A',
    steps: [
      { ...branch('then', [delay, { type: 'loop', items: [], steps: [delay] }]), ...branch('else', [delay]) },
      { type: 'parallel', config: { branches: { left: [delay] } }, on_error: { steps: [delay] } },
    ],
    finally: [delay],
  });
  const visits: string[] = [];
  visitSteps(flow!, ({ step, path, depth }) => visits.push(`${path.join('.')} ${step.type} ${depth} ${step.pointer}`));
  expect(visits).toEqual([
    '0 condition 1 /steps/0',
    '0.then.0 delay 2 /steps/0/then/0',
    '0.then.1 loop 2 /steps/0/then/1',
    '0.then.1.steps.0 delay 3 /steps/0/then/1/steps/0',
    '0.else.0 delay 2 /steps/0/else/0',
    '1 parallel 1 /steps/1',
    '1.branches.left.0 delay 2 /steps/1/config/branches/left/0',
    '1.on_error.0 delay 2 /steps/1/on_error/steps/0',
    'finally.0 delay 1 /finally/0',
  ]);
});

it('knows the steps around a step', () => {
  const { flow } = flowFromValue({ slug: 'a', name: 'A', steps: [{ type: 'loop', items: [], steps: [delay] }] });
  const around: unknown[] = [];
  visitSteps(flow!, ({ ancestors }) =>
    around.push(ancestors.map(({ step, list }) => [step.type, list.isVisibleAfterwards])),
  );
  expect(around).toEqual([[], [['loop', false]]]);
});

it('enters the settings of types that a project adds, when it is told which hold steps', () => {
  const { flow } = flowFromValue({ slug: 'a', name: 'A', steps: [{ type: 'acme_twice', config: { body: [delay] } }] });
  const paths: string[] = [];
  visitSteps(
    flow!,
    ({ path }) => paths.push(path.join('.')),
    (type) => (type === 'acme_twice' ? { body: 'steps' } : undefined),
  );
  expect(paths).toEqual(['0', '0.body.0']);
});
