export { readStep, readSteps } from './read-step.ts';
export { readFlow } from './read-flow.ts';
export { flowFromValue, parseFlow, type ReadFlowOptions } from './parse-flow.ts';
export type {
  JsonDocument,
  JsonKind,
  JsonNode,
  JsonProblem,
  JsonProblemKind,
  JsonProperty,
  RelatedRange,
  TextRange,
} from './json-document.ts';
export { MAX_STEP_DEPTH, visitSteps, type StepVisit } from './visit-steps.ts';
export { nestedListsOf, type NestedList, type NestedSettings } from './nested-steps.ts';
export { joinPointer, keyNodeAt, nodeAt, offsetInString, positionAt, type TextPosition } from './json-position.ts';
export { parseJson } from './json-parser.ts';
export type { FieldProblem, Flow, FlowProblem, FlowRule, OnError, RetryPolicy, Step } from './types.ts';
