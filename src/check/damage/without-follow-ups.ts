import type { JsonDocument } from '../../flow/index.ts';
import type { FlowModel } from '../model/index.ts';
import { spanOf } from '../place/place-finding.ts';
import type { RuledFinding } from '../run-rules.ts';
import { damagedRanges, hasDamage, isDamaged } from './damaged-ranges.ts';

/** Rules that conclude from what is not in the document: what is not there may only be unreadable. */
const NEED_THE_WHOLE: ReadonlySet<string> = new Set([
  'flow/missing-key',
  'flow/description-missing',
  'flow/mixed-dialects',
  'flow/unreachable',
  'ref/dead-step',
  'ref/maybe-undefined',
  'ref/unused-result-key',
  'ref/use-before-definition',
  'ref/steps-index',
  'ref/unknown-input',
  'sec/cookies-of-input',
  'sec/unscoped-id',
  'stagehand/not-closed',
  'stagehand/not-a-session',
  'stagehand/use-after-close',
  'taxonomy/missing-invalidate',
]);

/**
 * Leaves out what is only there because the document is broken JSON: one mistake is one finding. That is everything in the
 * object where the reader lost its way, and what a rule concludes from something that may stand in the part that is lost.
 */
export function withoutFollowUps(findings: readonly RuledFinding[], model: FlowModel): readonly RuledFinding[] {
  if (!model.hasSyntaxErrors || findings.every(isAboutSyntax)) return findings;
  const document = model.document();
  const damaged = damagedRanges(document);
  return findings.filter((finding) => {
    const { rule, place, reference } = finding;
    const source = reference?.target?.step.pointer;
    if (source !== undefined && hasDamage(source, damaged)) return false;
    if (isAboutSyntax(finding)) return true;
    return (
      !NEED_THE_WHOLE.has(rule.name) &&
      !isDamaged(spanOf(place, document), place.pointer, damaged) &&
      !mayBeUnreadable(finding, document)
    );
  });
}

/** The name that is not defined stands somewhere as a text: perhaps a step sets it whose key could not be read. */
function mayBeUnreadable({ rule, reference }: RuledFinding, { text }: JsonDocument): boolean {
  if (!rule.name.startsWith('ref/') || reference === undefined) return false;
  const { root } = reference.reference;
  return text.includes(`"${root}`) || text.includes(`${root}"`) || text.includes(`: ${root}`);
}

function isAboutSyntax({ rule }: RuledFinding): boolean {
  return rule.name.startsWith('json/');
}
