import type { Catalogue } from '../../catalogue.ts';
import type { StepPath } from '../../engine/index.ts';
import { nestedListsOf, visitSteps, type Flow, type NestedSettings, type Step } from '../../flow/index.ts';
import { didYouMean } from '../../nearest-name.ts';
import type { PortName } from '../../ports/index.ts';
import type { StepType } from '../../step.ts';

/** A step of a flow as a test names it. */
export interface FlowStep {
  /** Its result key, else its place. */
  reference: string;
  /** `steps[1].then[0]`, `finally[0]`; the rounds of a loop are one place. */
  place: string;
  step: Step;
  stepType: StepType;
  /** Ways that a run can go here: `then`, `else`, `steps` (a round), `branches.left`, `on_error`, `skipped`. */
  branches: readonly string[];
  /** Whether it reaches out of the process, so that a test needs a mock for it. */
  isOutside: boolean;
}

/** The steps of a flow, by everything that names them. */
export class FlowSteps {
  readonly all: readonly FlowStep[];
  readonly #byName = new Map<string, FlowStep>();

  /** @param flow `undefined`: a document that is none, which has no steps */
  constructor(flow: Flow | undefined, catalogue: Catalogue) {
    this.all = flow === undefined ? [] : stepsOf(flow, catalogue);
    for (const step of this.all) this.#byName.set(step.place, step);
    for (const step of this.all) if (step.step.key !== undefined) this.#byName.set(step.step.key, step);
  }

  /** By result key or place. */
  find(name: string): FlowStep | undefined {
    return this.#byName.get(name);
  }

  /** By the path of a run. */
  at(path: StepPath): FlowStep | undefined {
    return this.#byName.get(placeOf(withoutRounds(path)));
  }

  /** A sentence about a name that no step has. */
  unknown(name: string): string {
    const known = this.all.map(({ reference }) => reference);
    const hint = didYouMean(name, this.#byName.keys());
    const list = hint !== '' || known.length === 0 ? '' : `; steps are ${known.slice(0, 20).join(', ')}`;
    return `the flow has no step "${name}"${hint}${list}`;
  }
}

function stepsOf(flow: Flow, catalogue: Catalogue): FlowStep[] {
  const steps: FlowStep[] = [];
  const settings: NestedSettings = (type) => catalogue.get(type)?.rawSettings;
  visitSteps(
    flow,
    ({ step, path }) => {
      const stepType = catalogue.get(step.type);
      if (stepType === undefined) return;
      const place = placeOf(path);
      const branches = branchesOf(step, settings);
      steps.push({ reference: step.key ?? place, place, step, stepType, branches, isOutside: isOutside(stepType) });
    },
    settings,
  );
  return steps;
}

/** Rounds of the loops around a step of a run, the outermost first. */
export function roundsOf(path: StepPath): number[] {
  return path.filter((part, index): part is number => isRound(path, part, index));
}

function withoutRounds(path: StepPath): StepPath {
  return path.filter((part, index) => !isRound(path, part, index));
}

/** A list of steps is followed by the index of a step; one that runs again and again by the round before. */
function isRound(path: StepPath, part: string | number, index: number): boolean {
  return typeof part === 'number' && typeof path[index + 1] === 'number';
}

function placeOf(path: StepPath): string {
  const full = path[0] === 'finally' ? path : ['steps', ...path];
  return full.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    if (!/^[\w-]+$/.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

function branchesOf(step: Step, settings: NestedSettings): string[] {
  const lists = nestedListsOf(step, settings).filter(({ path }) => path[0] !== 'on_error');
  const filled = lists.filter(({ steps }) => steps.length > 0).map(({ path }) => path.join('.'));
  return [
    ...(step.type === 'condition' ? ['then', 'else'] : filled),
    ...(step.onError === 'fail' ? [] : ['on_error']),
    ...(step.when === undefined ? [] : ['skipped']),
  ];
}

/** Ports that a test has: time that it sets, and a sandbox that reaches nothing. */
const INSIDE: ReadonlySet<PortName> = new Set(['clock', 'sandbox']);

function isOutside({ isPure, needs }: StepType): boolean {
  return !isPure || needs.some((name) => !INSIDE.has(name));
}
