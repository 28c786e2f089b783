import type { Execution } from './execution.ts';
import { ReleaseStack } from './release-stack.ts';
import { runList } from './run-list.ts';

/**
 * A part of a run with results, resources and an end of its own; what happens in it is told, masked, recorded and counted
 * with the run.
 */
export function deriveExecution(parent: Execution, changes: Partial<Execution> = {}): Execution {
  const derived: Execution = {
    ...parent,
    releases: new ReleaseStack(),
    runState: new Map(),
    ...changes,
    results: {},
    controller: new AbortController(),
    end: undefined,
    get executedSteps() {
      return parent.executedSteps;
    },
    set executedSteps(count) {
      parent.executedSteps = count;
    },
    get unknownOutcome() {
      return parent.unknownOutcome;
    },
    set unknownOutcome(decision) {
      parent.unknownOutcome = decision;
    },
    runNested: (path, steps, scope, signal) => runList(derived, path, derived.preparer.nested(steps), scope, signal),
  };
  return derived;
}
