import type { Change } from '../../finding.ts';
import { hasStepIndexes, listLength, stepTitle } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { endsFlow } from './ends-flow.ts';

export const flowUnreachable: Rule = {
  name: 'flow/unreachable',
  severity: 'error',
  confidence: 'high',
  fix: 'unsafe',
  since: '0.2.0',
  summary: 'A step stands behind one that ends the flow.',
  explanation:
    '`return` ends the flow, and so does `error`; what stands behind them in the same list never runs. The same holds behind a `condition` both branches of which end the flow. Give the ending step a `when`, or put it into a `condition`, if it is to end the flow only sometimes.',
  bad: {
    text: `{ "type": "return", "name": "out", "value": "{{params.query}}" },
{ "type": "log", "name": "done", "message": "done" }`,
  },
  good: {
    text: `{ "type": "log", "name": "done", "message": "done" },
{ "type": "return", "name": "out", "value": "{{params.query}}" }`,
  },
  appliesTo: ({ type }) => type === 'return' || type === 'error' || type === 'condition',
  step(node, { model, report }) {
    const { type } = node.step;
    if (type !== 'return' && type !== 'error' && type !== 'condition') return;
    const length = listLength(node, model);
    if (node.index === length - 1 || !endsFlow(node, model)) return;
    // Behind the first one, another one that ends the flow is only one more step that never runs.
    const siblings = model.steps.filter(({ listPointer }) => listPointer === node.listPointer);
    if (siblings.some((other) => other.index < node.index && endsFlow(other, model))) return;
    const next = siblings.find(({ index }) => index > node.index);
    if (next === undefined) return;
    const more = siblings.filter(({ index }) => index > next.index).length;
    const others = more === 0 ? '' : `, and the ${more === 1 ? 'one' : `${more} steps`} behind it`;
    const changes: Change[] = siblings
      .filter(({ index }) => index > node.index)
      .map(({ step }) => ({ kind: 'remove', pointer: step.pointer }));
    report({
      message: `${stepTitle(next)} (${next.step.type}) is never reached${others}`,
      place: { pointer: `${next.step.pointer}/type` },
      label: 'never runs',
      related: [{ place: { pointer: `${node.step.pointer}/type` }, label: 'the flow ends here' }],
      fix: hasStepIndexes(model)
        ? undefined
        : { title: more === 0 ? 'remove the step' : 'remove the steps', safety: 'unsafe', changes },
    });
  },
};
