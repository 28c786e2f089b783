export { FLAT_STEP_TYPES, STEP_KEYS, readStep, readSteps } from './read-step.ts';
export { FLOW_KEYS, asSlug } from './read-flow.ts';
export { MAX_FLOW_BYTES, flowFromValue, locate, parseFlow, type ReadFlowOptions } from './parse-flow.ts';
export {
  MAX_JSON_PROBLEMS,
  type JsonDocument,
  type JsonKind,
  type JsonNode,
  type JsonProblem,
  type JsonProblemKind,
  type JsonProperty,
  type RelatedRange,
  type TextRange,
} from './json-document.ts';
export { MAX_STEP_DEPTH, visitSteps, type StepVisit } from './visit-steps.ts';
export { builtInNestedSettings, nestedListsOf, type NestedList, type NestedSettings } from './nested-steps.ts';
export { joinPointer, keyNodeAt, nodeAt, offsetInString, positionAt, type TextPosition } from './json-position.ts';
export { parseJson } from './json-parser.ts';
export type { FieldProblem, Flow, FlowProblem, FlowRule, OnError, RetryPolicy, Step } from './types.ts';
