import type { Finding } from '../../finding.ts';
import type { StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { sessionsOf, type SessionUse } from '../../sessions/session-steps.ts';
import { openSessions } from './open-sessions.ts';
import { whatItIs } from './what-it-is.ts';

export const stagehandNotASession: Rule = {
  name: 'stagehand/not-a-session',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A `sessionId` is something that no step has opened.',
  explanation:
    'Sessions live as long as the run: their id is only known from the result of `stagehand_start` or `stagehand_cookie_login`, as `$browser.sessionId`. A text in its place, or the result of another step, is the id of nothing.',
  bad: {
    text: `{ "type": "stagehand_start", "result_key": "browser", "config": {} },
{ "type": "stagehand_act", "config": { "sessionId": "session-1", "action": "click the Stats tab" } },
{ "type": "stagehand_close", "config": { "sessionId": "$browser.sessionId" } }`,
  },
  good: {
    text: `{ "type": "stagehand_start", "result_key": "browser", "config": {} },
{ "type": "stagehand_act", "config": { "sessionId": "$browser.sessionId", "action": "click the Stats tab" } },
{ "type": "stagehand_close", "config": { "sessionId": "$browser.sessionId" } }`,
  },
  appliesTo: ({ session }) => session !== undefined && session !== 'opens',
  step(node, context) {
    const { model, report } = context;
    if (node.facts?.session === undefined || node.facts.session === 'opens') return;
    const use = sessionsOf(model).uses.find(({ step }) => step === node);
    if (use === undefined) return;
    const what = whatItIs(use, context);
    if (what === undefined) return;
    const open = openSessions(node, model);
    const [only] = open.length === 1 ? open : [];
    const meant =
      only?.step.key === undefined || use.opener !== undefined
        ? ''
        : `; the open browser session is "$${only.step.key}"`;
    const { reference, text } = use;
    const range = reference?.reference.isWholeValue === true ? rangeOf(reference.reference) : undefined;
    report({
      message: `${what}${meant}`,
      place: { pointer: text.pointer, ...(range === undefined ? {} : { range }) },
      ...(reference === undefined ? {} : { reference }),
      fix: only && sessionFix(use, only),
    });
  },
};

function rangeOf({ start, end }: { start: number; end: number }): { start: number; end: number } {
  return { start, end };
}

function sessionFix({ text }: SessionUse, { step: { key } }: StepNode): Finding['fix'] {
  const isBraced = text.site.step?.step.dialect === 2 || text.value.trimStart().startsWith('{{');
  const session = isBraced ? `{{${key}.sessionId}}` : `$${key}.sessionId`;
  const range = { start: 0, end: text.value.length };
  return {
    title: `"${session}"`,
    safety: 'safe',
    changes: [{ kind: 'replace-text', pointer: text.pointer, range, text: session }],
  };
}
