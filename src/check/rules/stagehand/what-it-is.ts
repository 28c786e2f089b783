import { builtInFacts } from '../../../facts/index.ts';
import { nearestName } from '../../../nearest-name.ts';
import { stepsNamed, type FlowModel, type ReferenceNode, type StepNode } from '../../model/index.ts';
import type { RuleContext } from '../../rule.ts';
import { opensSession, type SessionUse } from '../../sessions/session-steps.ts';
import { typesOf } from '../../types/index.ts';
import { explainUnbound } from '../ref/explain-unbound.ts';
import { openSessions } from './open-sessions.ts';

/** In words what stands in a `sessionId` that is no session; `undefined` when it is, or may be, one. */
export function whatItIs({ text, reference, opener }: SessionUse, context: RuleContext): string | undefined {
  const around = text.references.find((each) => isInText(each) && isAboutBrowser(each, context));
  if (around !== undefined) {
    return `"${text.value.slice(0, 40)}" is no browser session: "sessionId" takes one whole reference`;
  }
  if (reference === undefined) {
    const isLiteral = text.references.length === 0 && text.problems.length === 0 && text.expressions.length === 0;
    return isLiteral && text.value !== '' && !text.value.includes('$') && !text.value.includes('{')
      ? `"${text.value.slice(0, 40)}" is no browser session`
      : undefined;
  }
  const { root, text: written, isInExpression } = reference.reference;
  if (isInExpression || !reference.reference.isWholeValue) return undefined;
  const { binding, target, fields } = reference;
  if (binding === undefined) {
    return isOutOfNowhere(root, reference, context.model) ? `"${written}" is not defined` : undefined;
  }
  if (opener !== undefined && fields.length === 0) {
    return `"${written}" is the whole result; its session is "${written}.sessionId"`;
  }
  if (!isKnownWithout(reference, context)) return undefined;
  if (opener !== undefined) return `"${written}" is no browser session; ${opener.step.type} gives it in "sessionId"`;
  return `"${written}" is no browser session${target === undefined ? '' : `: ${target.step.type} opens none`}`;
}

/** There is text around it. */
function isInText({ reference }: ReferenceNode): boolean {
  return !reference.isInExpression && !reference.isWholeValue;
}

function isAboutBrowser(reference: ReferenceNode, context: RuleContext): boolean {
  const { target } = reference;
  return (target !== undefined && opensSession(target)) || isKnownWithout(reference, context);
}

/** No step sets the name, and none is near: the rules about references have nothing better to say. */
function isOutOfNowhere(root: string, reference: ReferenceNode, model: FlowModel): boolean {
  if (explainUnbound(reference, model).why !== 'unknown') return false;
  const seen = reference.site.step!.scope.at(reference.site.step!.order);
  return (
    nearestName(
      root,
      seen.map(({ name }) => name),
    ) === undefined && openSessions(reference.site.step!, model).length === 1
  );
}

/** What the run itself puts into `$context`. */
const OF_THE_RUN: ReadonlySet<string | number> = new Set(['timestamp', 'user_id']);

function isKnownWithout(reference: ReferenceNode, context: RuleContext): boolean {
  const { binding, target, fields } = reference;
  if (binding?.kind === 'context') return fields.length === 1 && OF_THE_RUN.has(fields[0]!);
  if (target?.step.key === undefined) return target !== undefined && givesNone(target, reference, context);
  // Of steps in several branches, any one may have made it.
  return stepsNamed(target.step.key, context.model).every((step) => givesNone(step, reference, context));
}

/** What only a browser can open, none of these services hands out: a session does not outlive its run. */
const WITHOUT_SESSIONS: ReadonlySet<string> = new Set(['directus', 'model', 'queue']);

/** Types that hand on what others have made. */
const RELAYS: ReadonlySet<string> = new Set(['condition', 'loop', 'parallel', 'script', 'transform', 'wait-for']);

/** A step type of the package that opens no session, or opens one and gives it in another field. */
function givesNone(node: StepNode, reference: ReferenceNode, context: RuleContext): boolean {
  const { facts, step } = node;
  const [field] = reference.fields;
  if (facts === undefined || builtInFacts().factsOf(step.type) === undefined) return false;
  if (opensSession(node)) return field !== undefined && field !== 'sessionId' && isKnown(reference, context);
  const { action } = step.config;
  if (step.type === 'stagehand' && typeof action === 'string' && /\$|\{\{/.test(action)) return false;
  if (facts.session !== undefined || facts.needs.some((service) => WITHOUT_SESSIONS.has(service))) return true;
  return lacks(node, field ?? 'sessionId') || (!RELAYS.has(step.type) && isKnown(reference, context));
}

function isKnown(reference: ReferenceNode, context: RuleContext): boolean {
  return typesOf(context).ofReference(reference).type.kind !== 'any';
}

/** All fields of its result are known, and this is none of them. */
function lacks({ facts, step }: StepNode, field: string | number): boolean {
  const result = facts!.resultType(step.config) ?? facts!.result;
  if (result['type'] !== 'object' || result['additionalProperties'] !== false) return false;
  const properties = result['properties'];
  return !(typeof properties === 'object' && properties !== null && Object.hasOwn(properties, String(field)));
}
