export { directusAccessOf, isFilter, isItemChoice } from './directus-access.ts';
export { bitsOf, taintOf } from './flow-taint.ts';
export { isScoped, ownershipChecksOf } from './ownership.ts';
export { sinkOf } from './sinks.ts';
export { isPrivateCollection } from './step-sources.ts';
export { isFreeText, OUTSIDE, sourceBit, sourceWords, TAINT, UNTRUSTED, UNTRUSTED_BINDINGS } from './taint-bits.ts';
export { traceOf, traceWords } from './trace.ts';
export { hostTaintOf } from './url-host.ts';
export { isPartOfValue } from './value-flow.ts';
