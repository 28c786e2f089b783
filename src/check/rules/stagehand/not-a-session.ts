import { nearestName } from '../../../nearest-name.ts';
import type { Finding } from '../../finding.ts';
import { ancestorIn, type FlowModel, type StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { opensSession, sessionsOf, type SessionUse } from '../../sessions/session-steps.ts';
import { explainUnbound } from '../ref/explain-unbound.ts';

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
  step(node, { model, report }) {
    if (node.facts?.session === undefined || node.facts.session === 'opens') return;
    const use = sessionsOf(model).uses.find(({ step }) => step === node);
    if (use === undefined) return;
    const what = whatItIs(use, model);
    if (what === undefined) return;
    const open = openSessions(node, model);
    const [only] = open.length === 1 ? open : [];
    const meant =
      only?.step.key === undefined || use.opener !== undefined
        ? ''
        : `; the open browser session is "$${only.step.key}"`;
    const { reference, text } = use;
    const range = reference && { start: reference.reference.start, end: reference.reference.end };
    report({
      message: `${what}${meant}`,
      place: { pointer: text.pointer, ...(range === undefined ? {} : { range }) },
      ...(reference === undefined ? {} : { reference }),
      fix: only && sessionFix(use, only),
    });
  },
};

/** `undefined` when it is, or may be, a session. */
function whatItIs({ text, reference, opener }: SessionUse, model: FlowModel): string | undefined {
  if (reference === undefined) {
    const isLiteral = text.references.length === 0 && text.problems.length === 0 && text.expressions.length === 0;
    return isLiteral && text.value !== '' && !text.value.includes('$') && !text.value.includes('{')
      ? `"${text.value.slice(0, 40)}" is no browser session`
      : undefined;
  }
  const { root, text: written, isInExpression } = reference.reference;
  if (isInExpression || !reference.reference.isWholeValue) return undefined;
  const { binding, target, fields } = reference;
  if (binding === undefined) return isOutOfNowhere(root, reference, model) ? `"${written}" is not defined` : undefined;
  if (opener !== undefined)
    return fields.length === 0 ? `"${written}" is the whole result; its session is "${written}.sessionId"` : undefined;
  if (target?.facts === undefined || opensSession(target)) return undefined;
  return isKnownWithout(target, fields[0])
    ? `"${written}" is no browser session: ${target.step.type} opens none`
    : undefined;
}

/** No step sets the name, and none is near: the rules about references have nothing better to say. */
function isOutOfNowhere(root: string, reference: NonNullable<SessionUse['reference']>, model: FlowModel): boolean {
  if (explainUnbound(reference, model).why !== 'unknown') return false;
  const seen = reference.site.step!.scope.at(reference.site.step!.order);
  return (
    nearestName(
      root,
      seen.map(({ name }) => name),
    ) === undefined && openSessions(reference.site.step!, model).length === 1
  );
}

/** What only a browser can open, none of these services hands out: a session does not outlive its run. */
const WITHOUT_SESSIONS: ReadonlySet<string> = new Set(['directus', 'model', 'queue']);

/** It comes from another service, or all fields of its result are known, and this is none of them. */
function isKnownWithout({ facts, step }: StepNode, field: string | number | undefined): boolean {
  if (facts!.session === undefined && facts!.needs.some((service) => WITHOUT_SESSIONS.has(service))) return true;
  const result = facts!.resultType(step.config) ?? facts!.result;
  if (result['type'] !== 'object' || result['additionalProperties'] !== false) return facts!.session !== undefined;
  const properties = result['properties'];
  return !(
    typeof properties === 'object' &&
    properties !== null &&
    Object.hasOwn(properties, String(field ?? 'sessionId'))
  );
}

/** Sessions that this step can name and that no step before it has closed. */
function openSessions(node: StepNode, model: FlowModel): StepNode[] {
  const seen = new Set(node.scope.at(node.order).map(({ step }) => step));
  const { uses } = sessionsOf(model);
  const isClosed = (opener: StepNode): boolean =>
    uses.some(
      (use) =>
        use.isClose && use.opener === opener && (ancestorIn(use.step.listPointer, node)?.index ?? -1) > use.step.index,
    );
  return model.steps.filter(
    (step) => step.step.key !== undefined && seen.has(step) && opensSession(step) && !isClosed(step),
  );
}

function sessionFix({ text, reference }: SessionUse, { step: { key } }: StepNode): Finding['fix'] {
  const isBraced = text.site.step?.step.dialect === 2 || text.value.trimStart().startsWith('{{');
  const session = isBraced ? `{{${key}.sessionId}}` : `$${key}.sessionId`;
  const range =
    reference === undefined || reference.reference.isWholeValue ? { start: 0, end: text.value.length } : undefined;
  if (range === undefined) return undefined;
  return {
    title: `"${session}"`,
    safety: 'safe',
    changes: [{ kind: 'replace-text', pointer: text.pointer, range, text: session }],
  };
}
