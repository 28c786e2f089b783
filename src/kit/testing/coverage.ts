import type { RunEvent, StepPath } from '../../engine/index.ts';
import type { FlowStep, FlowSteps } from './flow-steps.ts';

/** How much of a flow its tests have been through. */
export interface FlowCoverage {
  steps: { covered: number; total: number; missing: string[] };
  /** `then` and `else`, rounds, `on_error`, and skipping for every step that can be skipped. */
  branches: { covered: number; total: number; missing: string[] };
}

/** Marks the steps and branches that runs have taken. */
export class CoverageMarks {
  readonly #steps: FlowSteps;
  readonly #ran = new Set<FlowStep>();
  readonly #taken = new Map<FlowStep, Set<string>>();

  constructor(steps: FlowSteps) {
    this.#steps = steps;
  }

  /** Hears a run. */
  note(event: RunEvent): void {
    if (event.event === 'step-start') {
      const step = this.#steps.at(event.path);
      if (step !== undefined) this.#ran.add(step);
      this.#noteLists(event.path);
    } else if (event.event === 'step-skip') {
      this.#take(event.path, 'skipped');
      this.#noteLists(event.path);
    } else if (event.event === 'step-end' && event.status === 'continued') {
      this.#take(event.path, 'on_error');
    }
  }

  /** A condition says which branch it took; an empty one shows in no other way. */
  noteBranch(path: StepPath, branch: string): void {
    this.#take(path, branch);
  }

  summarize(): FlowCoverage {
    const { all } = this.#steps;
    const branches = all.flatMap((step) => step.branches.map((branch) => ({ step, branch })));
    const missing = branches.filter(({ step, branch }) => !this.#taken.get(step)?.has(branch));
    const idle = all.filter((step) => !this.#ran.has(step));
    return {
      steps: { covered: all.length - idle.length, total: all.length, missing: idle.map(nameOf) },
      branches: {
        covered: branches.length - missing.length,
        total: branches.length,
        missing: missing.map(({ step, branch }) => `${nameOf(step)} ${branch}`),
      },
    };
  }

  /** A step that is reached has taken the lists that it stands in: `[1, "then", 0]`, `[2, "branches", "left", 0]`. */
  #noteLists(path: StepPath): void {
    let list: string[] = [];
    for (const [index, part] of path.entries()) {
      if (typeof part === 'string') {
        list.push(part);
      } else if (list.length > 0) {
        const owner = path.slice(0, index - list.length);
        if (owner.length > 0) this.#take(owner, list.join('.'));
        list = [];
      }
    }
  }

  #take(path: StepPath, branch: string): void {
    const step = this.#steps.at(path);
    if (step === undefined) return;
    const taken = this.#taken.get(step);
    if (taken === undefined) this.#taken.set(step, new Set([branch]));
    else taken.add(branch);
  }
}

function nameOf({ place, reference, step }: FlowStep): string {
  return reference === place ? `${place} (${step.type})` : `${place} ${reference}`;
}
