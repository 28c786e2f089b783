import type { SinkKind } from '../../../step.ts';
import type { ReferenceNode, StepNode } from '../../model/index.ts';
import type { RuleContext } from '../../rule.ts';
import { bitsOf, hostTaintOf, isFreeText, isPartOfValue, sinkOf, TAINT, taintOf } from '../../taint/index.ts';

/** Whether what stands there can decide what is done, and does not only take part in it. */
export function isDeciding(sink: SinkKind | undefined): boolean {
  return sink !== undefined && DECIDING.has(sink);
}

const DECIDING: ReadonlySet<SinkKind> = new Set(['action', 'code', 'queue', 'target', 'identity', 'url']);

/** What a value decides where it stands, when it can be any text; `undefined` when it is only material. */
export function decisionOf(reference: ReferenceNode, context: RuleContext): string | undefined {
  const { text, site } = reference;
  if (site.kind !== 'setting' || !isPartOfValue(reference)) return undefined;
  switch (sinkOf(text)) {
    case 'action':
      return 'decides what the browser does';
    case 'code':
      return 'becomes code';
    case 'queue':
      return 'decides which queue gets the job';
    case 'target':
      return site.setting === 'collection' ? 'decides which collection is used' : 'decides which flow is started';
    case 'identity':
      return 'decides which item is used';
    case 'url':
      return isFreeText(hostTaintOf(reference, context.model, taintOf(context)))
        ? 'decides which address is opened'
        : undefined;
    default:
      return undefined;
  }
}

/** The first place where the answer of a model decides something. */
export function drivenBy(
  model: StepNode,
  context: RuleContext,
): { reference: ReferenceNode; words: string } | undefined {
  for (const reference of model.readers) {
    if (reference.isClaimed) continue;
    const words = decisionOf(reference, context);
    if (words !== undefined && isFreeText(bitsOf(reference, context, TAINT.answer))) return { reference, words };
  }
  return undefined;
}
