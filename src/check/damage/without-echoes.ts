import type { FlowModel, ReferenceNode, StepNode } from '../model/index.ts';
import type { RuledFinding } from '../run-rules.ts';

/** Rules about a step whose settings cannot be trusted any more once they have found something. */
const BREAK_THE_STEP: ReadonlySet<string> = new Set([
  'step/unknown-type',
  'step/unknown-option',
  'step/missing-option',
  'step/conflicting-options',
  'type/option',
  'type/option-value',
  'flow/unknown-key',
]);

/** Rules about what a name stands for, or what reads a result: they say nothing where a step could not be read. */
const NEED_EVERY_STEP: ReadonlySet<string> = new Set([
  'flow/mixed-dialects',
  'ref/dead-step',
  'ref/maybe-undefined',
  'ref/undefined',
  'ref/unused-result-key',
  'ref/use-before-definition',
  'stagehand/not-a-session',
  'stagehand/not-closed',
  'taxonomy/missing-invalidate',
]);

/**
 * Leaves out what only echoes another mistake: one mistake is one finding. A step with a wrong setting has a result of
 * which nothing is known; the settings of a type that does not exist are no unknown keys; a step that could not be read may
 * set every name that is missing.
 */
export function withoutEchoes(findings: readonly RuledFinding[], model: FlowModel): readonly RuledFinding[] {
  if (findings.length < 2) return findings;
  const broken = findings.filter(({ rule }) => BREAK_THE_STEP.has(rule.name)).map(({ place }) => place.pointer);
  const unknown = model.steps.filter(({ facts }) => facts === undefined);
  const isIncomplete = findings.some(isAboutUnreadableSteps);
  if (broken.length === 0 && unknown.length === 0 && !isIncomplete) return findings;
  return onePerConflict(findings).filter((finding) => {
    const { rule, place, reference } = finding;
    if (isIncomplete && NEED_EVERY_STEP.has(rule.name)) return false;
    if (unknown.length > 0 && (rule.name === 'ref/dead-step' || rule.name === 'ref/unused-result-key')) return false;
    if (rule.name === 'flow/unknown-key' && unknown.some((step) => isIn(place.pointer, step))) return false;
    return reference === undefined || !readsBroken(reference, rule.name, broken);
  });
}

function isAboutUnreadableSteps({ rule, place }: RuledFinding): boolean {
  const isStep = /^\/(?:steps|finally)(?:$|\/)/.test(place.pointer);
  if (rule.name === 'flow/type') return isStep;
  return rule.name === 'flow/missing-key' && place.pointer !== '';
}

/** Its type comes from a step with a mistake in its settings, or its name from a loop that has one. */
function readsBroken(reference: ReferenceNode, rule: string, broken: readonly string[]): boolean {
  if (rule.startsWith('type/')) {
    const source = reference.target ?? reference.binding?.step;
    return source !== undefined && broken.some((pointer) => isIn(pointer, source));
  }
  if (rule !== 'ref/undefined') return false;
  for (let around = reference.site.step?.parent; around !== undefined; around = around.parent) {
    if (broken.some((pointer) => isOwnSetting(pointer, around))) return true;
  }
  return false;
}

function isOwnSetting(pointer: string, { settingsPointer }: StepNode): boolean {
  return pointer.startsWith(`${settingsPointer}/`) && !pointer.slice(settingsPointer.length + 1).includes('/');
}

function isIn(pointer: string, { step }: StepNode): boolean {
  return pointer === step.pointer || pointer.startsWith(`${step.pointer}/`);
}

/** Settings that do not go together are told of once for each step. */
function onePerConflict(findings: readonly RuledFinding[]): readonly RuledFinding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, place }) => {
    if (rule.name !== 'step/conflicting-options') return true;
    const parent = place.pointer.slice(0, place.pointer.lastIndexOf('/'));
    if (seen.has(parent)) return false;
    seen.add(parent);
    return true;
  });
}
