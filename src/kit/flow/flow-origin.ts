import type { CallPlace } from './call-place.ts';

/** Where a flow was written. */
export interface FlowOrigin {
  /** Of the call of `defineFlow`. */
  place: CallPlace | undefined;
  /** Of the call that added a step, by the step's JSON pointer. */
  steps: ReadonlyMap<string, CallPlace>;
}

/** The same in every copy of this package: a project's flows load another one than the bundled command. */
const ORIGIN = Symbol.for('genie-actions.flow-origin');

/** Keeps with a document where it was written; nobody who reads the document as JSON sees it. */
export function rememberOrigin(document: object, origin: FlowOrigin): void {
  Object.defineProperty(document, ORIGIN, { value: origin });
}

/** Where the flow was written; `undefined` when `defineFlow` did not make it. */
export function originOf(document: object): FlowOrigin | undefined {
  return (document as { [ORIGIN]?: FlowOrigin })[ORIGIN];
}

/** Where the step was added in which something stands, or else the flow. */
export function placeOfPointer({ place, steps }: FlowOrigin, pointer: string): CallPlace | undefined {
  for (let inner = pointer; inner !== ''; inner = inner.slice(0, inner.lastIndexOf('/'))) {
    const found = steps.get(inner);
    if (found !== undefined) return found;
  }
  return place;
}
