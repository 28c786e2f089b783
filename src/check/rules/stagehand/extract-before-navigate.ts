import type { FlowModel, StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { sessionsOf } from '../../sessions/session-steps.ts';
import { extractSettings } from './extract-without-schema.ts';

export const stagehandExtractBeforeNavigate: Rule = {
  name: 'stagehand/extract-before-navigate',
  severity: 'off',
  strictSeverity: 'warning',
  confidence: 'medium',
  fix: undefined,
  since: '0.2.0',
  summary: 'Data is taken from a browser session that has not opened a page yet.',
  explanation:
    'A session of `stagehand_start` begins with an empty page; there is nothing to take from it. Go to a page first with `stagehand_navigate`. `stagehand_cookie_login` opens one itself.',
  bad: {
    text: `{ "type": "stagehand_start", "result_key": "browser", "config": {} },
{ "type": "stagehand_extract", "config": { "sessionId": "$browser.sessionId", "instruction": "Extract the title", "schema": { "title": "string" } } },
{ "type": "stagehand_close", "config": { "sessionId": "$browser.sessionId" } }`,
  },
  good: {
    text: `{ "type": "stagehand_start", "result_key": "browser", "config": {} },
{ "type": "stagehand_navigate", "config": { "sessionId": "$browser.sessionId", "url": "https://example.com/" } },
{ "type": "stagehand_extract", "config": { "sessionId": "$browser.sessionId", "instruction": "Extract the title", "schema": { "title": "string" } } },
{ "type": "stagehand_close", "config": { "sessionId": "$browser.sessionId" } }`,
  },
  step(node, { model, report }) {
    const settings = extractSettings(node);
    if (settings === undefined || Object.hasOwn(settings, 'url') || hasPage(node, model)) return;
    report({
      message: `${node.step.type} has no page to look at: nothing has opened one in this session`,
      place: { pointer: `${node.step.pointer}/type` },
      notes: ['go there first with stagehand_navigate'],
    });
  },
};

/** Another step did something in the session before, or it cannot be told which session it is. */
function hasPage(node: StepNode, model: FlowModel): boolean {
  const { uses } = sessionsOf(model);
  const opener = uses.find(({ step }) => step === node)?.opener;
  if (opener?.step.type !== 'stagehand_start' && opener?.step.type !== 'stagehand') return true;
  return uses.some(
    (use) => use.opener === opener && use.step.order < node.order && extractSettings(use.step) === undefined,
  );
}
