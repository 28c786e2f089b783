import { defineFlow } from '../../../../src/kit/index.ts';

export const envelope = defineFlow({ slug: 'envelope', name: 'Envelope' }, ({ step, t }) => {
  // @expect: Object literal may only specify known properties, but 'wen' does not exist in type 'StepEnvelope'. Did you mean to write 'when'?
  step('one', 'delay', { ms: 1 }, { wen: 'true' });
  // @expect: Type 'string' is not assignable to type 'number'.
  step('two', 'delay', { ms: 1 }, { timeout_ms: '5s' });
  // @expect: Type 'number' is not assignable to type 'RetrySettings'.
  step('three', 'delay', { ms: 1 }, { retry: 3 });
  // @expect: Type '"linear"' is not assignable to type '"exponential" | "fixed" | undefined'.
  step('four', 'delay', { ms: 1 }, { retry: { attempts: 2, backoff: 'linear' } });
  // @expect: Type '"ignore"' is not assignable to type '"continue" | "fail" | ((scope: FailureScope) => unknown) | undefined'.
  step('five', 'delay', { ms: 1 }, { on_error: 'ignore' });
  // @expect: Property 'mesage' does not exist on type 'Ref<"error", FailureOfStep>'. Did you mean 'message'?
  step('six', 'delay', { ms: 1 }, { on_error: ({ error }) => step(null, 'log', { message: t`${error.mesage}` }) });
});
