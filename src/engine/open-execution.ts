import { GenieError } from '../errors.ts';
import type { Flow } from '../flow/index.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ClockPort, Journal, StepRecord } from '../ports/index.ts';
import type { Masker } from '../secrets/index.ts';
import type { StepType } from '../step.ts';
import { createEmitter } from './emitter.ts';
import type { RunEvent } from './events.ts';
import type { AdmitFlow, Execution, UnknownOutcomeDecision } from './execution.ts';
import { openScope } from './open-scope.ts';
import type { PortOpener } from './port-opener.ts';
import type { StepPreparer } from './prepare-steps.ts';
import { createRecorder, NO_RECORDER } from './recorder.ts';
import { ReleaseStack } from './release-stack.ts';
import { runList } from './run-list.ts';
import type { StepAround } from './step-around.ts';

/** What the runner hands to the engine for one run of one flow. */
export interface FlowRun {
  runId: string;
  /** Checked, defaults filled in. */
  input: Json;
  context: JsonObject;
  env: Readonly<Record<string, string>>;
  preparer: StepPreparer;
  ports: PortOpener;
  clock: ClockPort;
  masker: Masker;
  maxSteps: number;
  /** The shorter of the flow's and the caller's limit. */
  timeoutMs?: number;
  signal?: AbortSignal;
  onEvent?: (event: RunEvent) => void;
  isStubbed: (stepType: StepType) => boolean;
  stubNames?: readonly string[];
  around?: StepAround;
  /** Without it no step can run a flow from code. */
  admitFlow?: AdmitFlow;
  droppedFields?: readonly string[];
  journal?: Journal;
  /** Steps of the run that is taken up again. */
  earlier?: readonly StepRecord[];
  unknownOutcome?: UnknownOutcomeDecision;
  only?: { step: number; results: JsonObject };
}

export function openExecution(flow: Flow, run: FlowRun): Execution {
  const { runId, clock, masker, journal, preparer } = run;
  const execution: Execution = {
    runId,
    context: run.context,
    env: run.env,
    clock,
    masker,
    emit: createEmitter({ runId, slug: flow.slug }, clock, masker, run.onEvent),
    recorder:
      journal === undefined
        ? NO_RECORDER
        : createRecorder({
            journal,
            runId,
            clock,
            masker,
            ...(run.earlier === undefined ? {} : { earlier: run.earlier }),
          }),
    ports: run.ports,
    preparer,
    releases: new ReleaseStack(),
    runState: new Map(),
    warnings: [],
    results: {},
    maxSteps: run.maxSteps,
    executedSteps: 0,
    controller: new AbortController(),
    end: undefined,
    runNested: (path, steps, scope, signal) => runList(execution, path, preparer.nested(steps), scope, signal),
    openScope(path, signal) {
      return openScope(this, path, signal);
    },
    admitFlow: run.admitFlow ?? refuseFlows,
    depth: 0,
    isStubbed: run.isStubbed,
    around: run.around,
    unknownOutcome: run.unknownOutcome,
  };
  return execution;
}

function refuseFlows(slug: string): Promise<never> {
  return Promise.reject(new GenieError('FLOW_NOT_FOUND', `There is no flow "${slug}" here`, { isRetryable: false }));
}
