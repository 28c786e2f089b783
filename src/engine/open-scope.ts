import { GenieError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ChildScope } from '../step.ts';
import { callLabel } from './call-label.ts';
import { deriveExecution } from './derive-execution.ts';
import type { StepPath } from './events.ts';
import type { Execution } from './execution.ts';
import { FlowEnd } from './failures.ts';
import { linkAborts } from './link-aborts.ts';
import { countStep } from './run-list.ts';
import { RunScope } from './run-scope.ts';
import { runStep } from './run-step.ts';
import { runWholeFlow } from './run-whole-flow.ts';

/** Flows may run flows through steps written in code this deep. */
const MAX_DEPTH = 4;

/** Opens the scope in which the step at `path` runs steps and flows from code. */
export function openScope(execution: Execution, path: StepPath, signal: AbortSignal): ChildScope {
  const shared = deriveExecution(execution);
  const unlink = linkAborts(shared.controller, signal, undefined);
  const calls = new Map<string, number>();
  const ongoing = new Set<Promise<Json>>();
  let closing: Promise<void> | undefined;

  /** How often the same was called before. */
  function countCall(label: string): number {
    const count = calls.get(label) ?? 0;
    calls.set(label, count + 1);
    return count;
  }

  /** Keeps the scope open until the call has ended, whether or not its caller waits for it. */
  function track(perform: () => Promise<Json>): Promise<Json> {
    if (closing !== undefined) return Promise.reject(scopeEnded());
    const call = perform();
    const forget = () => ongoing.delete(call);
    ongoing.add(call);
    call.then(forget, forget);
    return call;
  }

  async function callStep(type: string, config: JsonObject): Promise<Json> {
    const prepared = shared.preparer.literal(type, config);
    const label = callLabel(type, shared.masker.mask(config));
    const place = [...path, label, countCall(label)];
    const own = deriveExecution(shared, { releases: shared.releases, runState: shared.runState });
    const release = linkAborts(own.controller, shared.controller.signal, undefined);
    try {
      countStep(own);
      return (await runStep(own, prepared, place, emptyScope(own), own.controller.signal)).result;
    } catch (thrown) {
      if (thrown instanceof FlowEnd) return thrown.value;
      throw thrown;
    } finally {
      release();
    }
  }

  async function callFlow(slug: string, params: JsonObject): Promise<Json> {
    const { signal: stopped } = shared.controller;
    if (shared.depth >= MAX_DEPTH) throw nestingTooDeep(slug);
    const label = callLabel(slug, shared.masker.mask(params));
    const count = countCall(label);
    const place = [...path, count === 0 ? label : `${label}-${count + 1}`];
    const { flow, preparer, input } = await shared.admitFlow(slug, params, stopped);
    stopped.throwIfAborted();
    // An end of its own has cleaned up: that belongs to that end, and comes again with the next.
    if (hasEnded(execution, path)) shared.recorder.forgetFinished([...place, 'finally']);
    const own = deriveExecution(shared, { preparer, depth: shared.depth + 1 });
    const whole = { flow, input, path: place, signal: stopped, timeoutMs: flow.timeoutMs };
    const { output, failure } = await runWholeFlow(own, whole);
    if (failure !== undefined) throw failure;
    return output;
  }

  async function endAll(): Promise<void> {
    shared.controller.abort(scopeEnded());
    await Promise.allSettled(ongoing);
    unlink();
    await shared.releases.releaseAll(shared.warnings);
  }

  return {
    signal: shared.controller.signal,
    runStep: (type, config) => track(() => callStep(type, config)),
    runFlow: (slug, input) => track(() => callFlow(slug, input)),
    close: () => (closing ??= endAll()),
  };
}

/** Code hands over values: nothing of the flow around it can be read in there. */
function emptyScope({ context, results }: Execution): RunScope {
  return RunScope.forRun({ input: {}, inputSchema: undefined, steps: [], context, env: {}, results });
}

/** Whether an earlier try of the run saw the step fail. */
function hasEnded({ recorder }: Execution, path: StepPath): boolean {
  const status = recorder.earlier(path)?.status;
  return status !== undefined && status !== 'started';
}

function scopeEnded(): GenieError {
  return new GenieError('SCOPE_ENDED', 'stopped because the step that started it has ended', {
    isRetryable: false,
    isOutcomeUnknown: true,
    detail: 'Await what an action starts before it returns.',
  });
}

function nestingTooDeep(slug: string): GenieError {
  return new GenieError(
    'NESTING_TOO_DEEP',
    `"${slug}" would run ${MAX_DEPTH + 1} flows deep; ${MAX_DEPTH} is the limit`,
    {
      isRetryable: false,
      detail: 'Look for a flow or an action that runs itself.',
    },
  );
}
