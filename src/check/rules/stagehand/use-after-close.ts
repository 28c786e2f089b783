import type { Fix } from '../../finding.ts';
import { ancestorIn, hasStepIndexes, stepTitle, type FlowModel } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { sessionsOf, type SessionUse } from '../../sessions/session-steps.ts';

export const stagehandUseAfterClose: Rule = {
  name: 'stagehand/use-after-close',
  severity: 'error',
  confidence: 'high',
  fix: 'unsafe',
  since: '0.2.0',
  summary: 'A step works in a browser session that an earlier step has closed.',
  explanation:
    'A closed session does not come back: the step fails. Close it behind the last step that uses it, or open another one. Closing twice is no mistake.',
  bad: {
    text: `{ "type": "stagehand_start", "result_key": "browser", "config": {} },
{ "type": "stagehand_close", "config": { "sessionId": "$browser.sessionId" } },
{ "type": "stagehand_navigate", "config": { "sessionId": "$browser.sessionId", "url": "https://example.com/" } }`,
  },
  good: {
    text: `{ "type": "stagehand_start", "result_key": "browser", "config": {} },
{ "type": "stagehand_navigate", "config": { "sessionId": "$browser.sessionId", "url": "https://example.com/" } },
{ "type": "stagehand_close", "config": { "sessionId": "$browser.sessionId" } }`,
  },
  appliesTo: ({ session }) => session !== undefined && session !== 'opens',
  step(node, { model, report }) {
    if (node.facts?.session === undefined || node.facts.session === 'opens') return;
    const { uses } = sessionsOf(model);
    const close = uses.find(({ step, isClose }) => step === node && isClose);
    if (close?.opener === undefined || node.step.when !== undefined) return;
    const late = uses.filter((use) => use.opener === close.opener && !use.isClose && isBehind(use, close));
    const [first, ...others] = late;
    if (first === undefined || isClosedBefore(close, uses)) return;
    const { reference } = first.reference!;
    report({
      message: `browser session "$${reference.root}" was closed by ${stepTitle(node)}`,
      place: { pointer: first.text.pointer, range: { start: reference.start, end: reference.end } },
      label: `used here, by ${stepTitle(first.step)}`,
      related: [
        { place: { pointer: `${node.step.pointer}/type` }, label: `closed by ${stepTitle(node)}` },
        ...others
          .slice(0, 5)
          .map((use) => ({ place: { pointer: use.text.pointer }, label: `and here, by ${stepTitle(use.step)}` })),
      ],
      reference: first.reference!,
      fix: moveClose(close, late.at(-1)!, model),
    });
  },
};

/** It runs only when the closing step has run. */
function isBehind(use: SessionUse, { step: closing }: SessionUse): boolean {
  const place = ancestorIn(closing.listPointer, use.step);
  return place !== undefined && place.index > closing.index;
}

/** Another step closes it earlier and is the one to speak of. */
function isClosedBefore(close: SessionUse, uses: readonly SessionUse[]): boolean {
  return uses.some(
    (other) =>
      other !== close &&
      other.isClose &&
      other.opener === close.opener &&
      other.step.step.when === undefined &&
      isBehind(close, other),
  );
}

function moveClose({ step: closing }: SessionUse, last: SessionUse, model: FlowModel): Fix | undefined {
  const place = ancestorIn(closing.listPointer, last.step);
  if (place === undefined || (closing.listPointer === '/steps' && hasStepIndexes(model))) return undefined;
  if (closing.readers.length > 0) return undefined;
  return {
    title: `close it after ${stepTitle(place)}`,
    safety: 'unsafe',
    changes: [{ kind: 'move-item', pointer: closing.listPointer, from: closing.index, to: place.index }],
  };
}
