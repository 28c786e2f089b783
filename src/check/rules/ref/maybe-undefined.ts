import {
  ancestorIn,
  isAskedFor,
  keyPointer,
  stepsNamed,
  stepTitle,
  type FlowModel,
  type ReferenceNode,
  type StepNode,
} from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { endsFlow } from '../flow/ends-flow.ts';
import { isAskedFirst } from './asked-first.ts';

export const refMaybeUndefined: Rule = {
  name: 'ref/maybe-undefined',
  severity: 'warning',
  confidence: 'medium',
  fix: undefined,
  since: '0.2.0',
  summary: 'A result is made in one branch only, and read behind it without asking whether it is there.',
  explanation:
    'What a branch of a `condition` or the steps of `on_error` make can be read behind them; when they did not run, the result is not there, and the reference fails its step.\n\nAsk with `has()`, put the reader into the same branch, or name the condition and read its `result`, which every branch makes.',
  bad: {
    text: `{ "type": "condition", "if": "{{params.deep}}",
  "then": [{ "type": "http", "name": "page", "url": "https://example.com/" }] },
{ "type": "log", "message": "Status {{page.status}}" }`,
  },
  good: {
    text: `{ "type": "condition", "if": "{{params.deep}}",
  "then": [{ "type": "http", "name": "page", "url": "https://example.com/" }] },
{ "type": "log", "message": "{{has(page.status) ? string(page.status) : 'not looked at'}}" }`,
  },
  bindings: ['result'],
  reference(reference, { model, report }) {
    const made = reference.target;
    if (made?.parent === undefined || reference.binding?.kind !== 'result' || isAskedFor(reference)) return;
    const branch = branchAround(made, reference);
    if (branch === undefined || isSurelyThere(made, branch, model) || isAskedFirst(reference, { made, branch, model }))
      return;
    const { root, text, start, end } = reference.reference;
    const parent = branch.parent!;
    const isFailure = branch.list!.path[0] === 'on_error';
    report({
      message: `"${text.startsWith('$') ? '$' : ''}${root}" is set ${isFailure ? `only when ${stepTitle(parent)} fails` : 'in one branch only'}`,
      place: { pointer: reference.text.pointer, range: { start, end } },
      label: 'may be missing',
      related: [
        { place: { pointer: keyPointer(made) }, label: isFailure ? `set here, in "on_error"` : whenSet(branch) },
      ],
      notes: [`ask for it with has(${root}.…), or read it where it is made`],
      reference,
    });
  },
};

/** The step in the outermost list that the reader is not in, when results of that list can be read behind it. */
function branchAround(made: StepNode, { site }: ReferenceNode): StepNode | undefined {
  // Results that were not made are null in "finally".
  if (site.step?.path[0] === 'finally' && made.path[0] !== 'finally') return undefined;
  let branch: StepNode | undefined;
  for (let node: StepNode = made; node.parent !== undefined; node = node.parent) {
    if (ancestorIn(node.listPointer, site.step) !== undefined) break;
    if (node.list?.isVisibleAfterwards !== true) return undefined;
    branch = node;
  }
  return branch;
}

/** The other branch ends the flow, or makes a result of the same name. */
function isSurelyThere(made: StepNode, branch: StepNode, model: FlowModel): boolean {
  // In a branch inside a branch more than one decision is in the way.
  if (made !== branch) return stepsNamed(made.step.key!, model).length > 1;
  const parent = branch.parent!;
  const [name] = branch.list!.path;
  if (name === 'on_error') return stepsNamed(made.step.key!, model).length > 1;
  const others = model.steps.filter((node) => node.parent === parent && node.list!.path[0] !== name);
  return others.some(
    (node) => node.step.key === made.step.key || (endsFlow(node, model) && node.list!.path[0] !== 'on_error'),
  );
}

function whenSet({ parent, list }: StepNode): string {
  const condition = parent!.step.config['if'];
  const isElse = list!.path[0] === 'else';
  if (typeof condition !== 'string' || condition.length > 60) return 'set here, in one branch';
  return `set only when ${condition.trim()} is ${isElse ? 'false' : 'true'}`;
}
