export { defineFlow } from './define-flow.ts';
export { FlowDefinitionError } from './definition-error.ts';
export { originOf, placeOfPointer, type FlowOrigin } from './flow-origin.ts';
export { firstPlace, placeText, type CallPlace } from './call-place.ts';
export type {
  ExpressionTag,
  FlowBuilder,
  FlowDocument,
  FlowHead,
  InputOf,
  LoopScope,
  StepTypeChoice,
  StepTypeLike,
  StepTypes,
} from './types/builder.ts';
export type { AnyJson, Expression, Ref, Reference, Text, Unnamed } from './types/reference.ts';
export type {
  Condition,
  FlowContext,
  FlowUser,
  JsonInput,
  JsonObjectInput,
  RetrySettings,
  Setting,
  StepEnvelope,
} from './types/setting.ts';
