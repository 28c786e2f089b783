import type { ModelCall } from '../ports/index.ts';
import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';

/** A call to the model whose tokens show as the step's progress. */
export function tokenProgress(context: StepContext<'model'>): ModelCall {
  return { ...callOf(context), onToken: (count, text) => context.progress('tokens', count, { text }) };
}
