import type { FlowModel, StepNode } from '../../check/model/index.ts';
import { OUTSIDE, sinkOf, sourceBit, sourceWords, taintOf, TAINT, traceOf } from '../../check/taint/index.ts';

/** A value from outside and a place where it matters what it is. */
export interface UntrustedEdge {
  /** `undefined`: the parameters, which a model wrote. */
  from: StepNode | undefined;
  /** `undefined`: the flow's output. */
  to: StepNode | undefined;
  label: string;
}

/** The ways of untrusted values and secrets from where they come from to where something depends on them, each once. */
export function untrustedEdges(model: FlowModel): UntrustedEdge[] {
  const taint = taintOf({ model, project: {} });
  const edges = new Map<string, UntrustedEdge>();
  for (const reference of model.references) {
    const bits = taint.of(reference);
    const bit = (bits & TAINT.secret) === 0 ? sourceBit(bits & (OUTSIDE | TAINT.input)) : TAINT.secret;
    const sink = bit === 0 ? undefined : sinkOf(reference.text);
    if (sink === undefined || sink === 'output') continue;
    const { source: from } = traceOf(reference, bit, taint);
    const { step: to } = reference.site;
    const words = bit === TAINT.secret ? 'a secret' : sourceWords(bit);
    const label = `${words} → ${reference.site.setting}`;
    edges.set(`${from?.order} ${to?.order} ${label}`, { from, to, label });
  }
  return [...edges.values()];
}
