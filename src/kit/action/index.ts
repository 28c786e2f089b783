export {
  ActionInputValidationError,
  ActionOutputSerializationError,
  ActionOutputValidationError,
} from './action-errors.ts';
export { actionSteps } from './action-types.ts';
export { isAction } from './brand.ts';
export { defineAction } from './define-action.ts';
export { withActions } from './with-actions.ts';
export type { ActionHarness, FlowChoice, GenerateOptions, JsonInputObject, StepChoice } from './harness-types.ts';
export type {
  ActionContext,
  ActionDefinition,
  ActionInput,
  ActionInputSchema,
  ActionLogger,
  ActionOptions,
  ActionOutput,
  ActionOutputSchema,
  JsonValue,
} from './types.ts';
