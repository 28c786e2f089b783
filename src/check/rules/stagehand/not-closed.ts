import type { Fix } from '../../finding.ts';
import { ancestorIn, hasStepIndexes, stepTitle, type FlowModel, type StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { sessionsOf } from '../../sessions/session-steps.ts';
import { endsFlow } from '../flow/ends-flow.ts';

export const stagehandNotClosed: Rule = {
  name: 'stagehand/not-closed',
  severity: 'warning',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A browser session is opened and never closed.',
  explanation:
    'The runner closes what a run leaves open, but only when the run ends: until then the browser holds its memory and its place. Close the session behind its last use, or in `finally`, which also runs after a failure.\n\nThe type `stagehand` needs this only for sessions of other steps: its own is closed with the run.',
  bad: {
    text: `{ "type": "stagehand_start", "result_key": "browser", "config": {} },
{ "type": "stagehand_navigate", "config": { "sessionId": "$browser.sessionId", "url": "https://example.com/" } }`,
  },
  good: {
    text: `{ "type": "stagehand_start", "result_key": "browser", "config": {} },
{ "type": "stagehand_navigate", "config": { "sessionId": "$browser.sessionId", "url": "https://example.com/" } },
{ "type": "stagehand_close", "config": { "sessionId": "$browser.sessionId" } }`,
  },
  appliesTo: ({ session }) => session === 'opens',
  step(node, { model, report }) {
    if (node.facts?.session !== 'opens' || mayBeClosed(node, model)) return;
    const { key, type, pointer } = node.step;
    report({
      message:
        key === undefined
          ? `the browser session of ${stepTitle(node)} (${type}) is never closed`
          : `browser session "$${key}" is never closed`,
      place: { pointer: `${pointer}/type` },
      label: 'opened here',
      fix: closeFix(node, model),
    });
  },
};

/** A step closes it, one closes a session that nobody knows, or a step of an unknown type gets it. */
function mayBeClosed(opener: StepNode, model: FlowModel): boolean {
  const { uses } = sessionsOf(model);
  return (
    uses.some(
      (use) => use.isClose && (use.opener === opener || (use.opener === undefined && isUnknown(use.reference?.target))),
    ) ||
    opener.readers.some(({ site }) => site.step !== undefined && site.step.facts === undefined) ||
    model.steps.some(({ step, facts }) => facts === undefined && /close/i.test(step.type))
  );
}

/** What the id comes from is no session itself, but may hold one. */
function isUnknown(target: StepNode | undefined): boolean {
  return target === undefined || target.facts?.session === undefined;
}

function closeFix(opener: StepNode, model: FlowModel): Fix | undefined {
  const { key } = opener.step;
  const index = opener.parent === undefined && opener.listPointer === '/steps' ? opener.index : undefined;
  const root = key ?? (index === undefined ? undefined : `steps[${index}]`);
  if (root === undefined) return undefined;
  const config = { sessionId: `$${root}.sessionId` };
  const isSeenInFinally = key !== undefined && model.flow.raw['finally'] !== undefined && opener.path[0] !== 'finally';
  if (isSeenInFinally && isSeenBehind(opener)) {
    const value = { type: 'stagehand_close', when: `${key} != null`, config };
    const position = (model.flow.raw['finally'] as unknown[]).length;
    return {
      title: 'close it in "finally"',
      safety: 'safe',
      changes: [{ kind: 'insert-item', pointer: '/finally', index: position, value }],
    };
  }
  const last = lastUse(opener);
  // A step in between would move the ones that are read by their place.
  if (hasStepIndexes(model) && last.listPointer === '/steps' && !isLast(last, model)) return undefined;
  return {
    title: `close it after ${stepTitle(last)}`,
    safety: 'safe',
    changes: [
      {
        kind: 'insert-item',
        pointer: opener.listPointer,
        index: endsFlow(last, model) ? last.index : last.index + 1,
        value: { type: 'stagehand_close', config },
      },
    ],
  };
}

function isSeenBehind(opener: StepNode): boolean {
  for (let node: StepNode | undefined = opener; node !== undefined; node = node.parent) {
    if (node.list?.isVisibleAfterwards === false) return false;
  }
  return true;
}

function lastUse(opener: StepNode): StepNode {
  let last = opener;
  for (const { site } of opener.readers) {
    const node = ancestorIn(opener.listPointer, site.step);
    if (node !== undefined && node.index > last.index) last = node;
  }
  return last;
}

function isLast(node: StepNode, { topLevel }: FlowModel): boolean {
  return topLevel.at(-1) === node;
}
