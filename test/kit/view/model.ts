import { builtInFacts, checkFlow } from '../../../src/index.ts';
import type { FlowModel } from '../../../src/check/model/index.ts';

/** A flow with those steps, bound. */
export function modelOf(steps: object[], more: object = {}): FlowModel {
  const text = JSON.stringify({ slug: 'drawn', name: 'Drawn', steps, ...more });
  return checkFlow(text, { catalogue: builtInFacts() }).model;
}

export const log = (message: string, more: object = {}) => ({
  type: 'log',
  result_key: message,
  config: { message },
  ...more,
});
