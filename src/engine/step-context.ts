import { compileExpression, evaluateExpression } from '../expression/index.ts';
import type { ChildScope, StepContext, StepsOutcome } from '../step.ts';
import type { StepPath } from './events.ts';
import type { Execution } from './execution.ts';
import { FlowEnd } from './failures.ts';
import type { RunScope } from './run-scope.ts';
import { openStepSignal } from './step-signal.ts';

/** What is going on in one try of a step. */
export class OngoingTry {
  /** A step that goes on behind its end, deaf to its signal, has nothing more to say. */
  isOver = false;
  /** The browser session that the step has named. */
  sessionId: string | undefined;
  #lists: Set<Promise<StepsOutcome>> | undefined;
  #scopes: ChildScope[] | undefined;

  addList(list: Promise<StepsOutcome>): Promise<StepsOutcome> {
    const lists = (this.#lists ??= new Set());
    const forget = () => lists.delete(list);
    lists.add(list);
    list.then(forget, forget);
    return list;
  }

  addScope(scope: ChildScope): ChildScope {
    (this.#scopes ??= []).push(scope);
    return scope;
  }

  /** Returns what is still running of the step, to be waited for. */
  end(): Promise<unknown> | undefined {
    this.isOver = true;
    if (this.#scopes === undefined) return this.#lists?.size ? Promise.allSettled(this.#lists) : undefined;
    return Promise.allSettled([...(this.#lists ?? []), ...this.#scopes.map((scope) => scope.close())]);
  }
}

/** What a step gets for one try. */
export function stepContext(
  execution: Execution,
  path: StepPath,
  scope: RunScope,
  { ports, signal, timeoutMs }: Pick<StepContext, 'ports' | 'signal' | 'timeoutMs'>,
  ongoing: OngoingTry,
): StepContext {
  return {
    ports,
    signal,
    timeoutMs,
    idempotencyKey: [execution.runId, ...path].join('-'),
    context: execution.context,
    runState: execution.runState,
    progress(kind, done, more) {
      if (!ongoing.isOver) execution.emit({ event: 'step-progress', path, kind, done, ...more });
    },
    warn(code, message) {
      if (!ongoing.isOver) execution.warnings.push({ path, code, message });
    },
    addSecret: (value) => execution.masker.add(value),
    holdsSecret: (value) => execution.masker.mask(value) !== value,
    useSession(sessionId) {
      ongoing.sessionId = sessionId;
    },
    onRelease: (release) => execution.releases.add(release),
    runSteps(subPath, steps, { locals, signal: own, isFresh = false } = {}) {
      const list = [...path, ...subPath];
      if (isFresh) execution.recorder.forgetFinished(list);
      const inner = locals === undefined ? scope.joined() : scope.child(locals);
      if (own === undefined) return ongoing.addList(execution.runNested(list, steps, inner, signal));
      const both = openStepSignal([signal, own], undefined);
      return ongoing.addList(execution.runNested(list, steps, inner, both.signal).finally(both.close));
    },
    openScope: () => ongoing.addScope(execution.openScope(path, signal)),
    evaluate: (source, locals) =>
      evaluateExpression(compileExpression(source), locals === undefined ? scope : scope.child(locals)),
    endFlow(value) {
      execution.end ??= new FlowEnd(value, path);
      execution.controller.abort(execution.end);
      throw execution.end;
    },
  };
}
