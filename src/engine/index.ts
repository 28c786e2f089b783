export { createEmitter, summarizeError } from './emitter.ts';
export type {
  ErrorSummary,
  FailureReport,
  RunEvent,
  RunEventBody,
  RunReport,
  RunWarning,
  StepPath,
  SuccessReport,
} from './events.ts';
export type { AdmitFlow, UnknownOutcomeDecision } from './execution.ts';
export { FlowTimeout, RunCancelled, StepFailure, StepTimeout, stepTitle } from './failures.ts';
export type { FlowRun } from './open-execution.ts';
export { PortOpener } from './port-opener.ts';
export { StepPreparer } from './prepare-steps.ts';
export { runFlow } from './run-flow.ts';
export type { FlowOutcome } from './run-flow.ts';
export type { StepAround, StepCall, StepTelling } from './step-around.ts';
export { openStepSignal, raceAbort } from './step-signal.ts';
