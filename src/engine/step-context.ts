import { compileExpression, evaluateExpression } from '../expression/index.ts';
import type { StepContext, StepsOutcome } from '../step.ts';
import type { StepPath } from './events.ts';
import type { Execution } from './execution.ts';
import { FlowEnd } from './failures.ts';
import type { RunScope } from './run-scope.ts';

/** What a step gets for one try. */
export interface OpenContext {
  context: StepContext;
  /** The browser session that the step has named. */
  readonly sessionId: string | undefined;
  /** Waits for the lists of steps that are still running; from then on the try says nothing more. */
  close(): Promise<void>;
}

export function openContext(
  execution: Execution,
  path: StepPath,
  scope: RunScope,
  given: Pick<StepContext, 'ports' | 'signal' | 'timeoutMs'>,
): OpenContext {
  const running = new Set<Promise<StepsOutcome>>();
  let isOpen = true;
  let sessionId: string | undefined;

  function track(list: Promise<StepsOutcome>): Promise<StepsOutcome> {
    const forget = () => running.delete(list);
    running.add(list);
    list.then(forget, forget);
    return list;
  }

  const context: StepContext = {
    ...given,
    idempotencyKey: [execution.runId, ...path].join('-'),
    context: execution.context,
    runState: execution.runState,
    progress(kind, done, more) {
      if (isOpen) execution.emit({ event: 'step-progress', path, kind, done, ...more });
    },
    warn(code, message) {
      if (isOpen) execution.warnings.push({ path, code, message });
    },
    addSecret: (value) => execution.masker.add(value),
    useSession(used) {
      sessionId = used;
    },
    onRelease: (release) => execution.releases.add(release),
    runSteps(subPath, steps, { locals, signal: own, isFresh = false } = {}) {
      const list = [...path, ...subPath];
      if (isFresh) execution.recorder.forgetFinished(list);
      const inner = locals === undefined ? scope.joined() : scope.child(locals);
      const signal = own === undefined ? given.signal : AbortSignal.any([given.signal, own]);
      return track(execution.runNested(list, steps, inner, signal));
    },
    evaluate: (source, locals) =>
      evaluateExpression(compileExpression(source), locals === undefined ? scope : scope.child(locals)),
    endFlow(value) {
      execution.end ??= new FlowEnd(value, path);
      execution.controller.abort(execution.end);
      throw execution.end;
    },
  };
  return {
    context,
    get sessionId() {
      return sessionId;
    },
    async close() {
      isOpen = false;
      if (running.size > 0) await Promise.allSettled(running);
    },
  };
}
