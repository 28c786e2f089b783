import type { StepType } from '../step.ts';

const known = new WeakSet<StepType>();

/** Marks step types as those that come with the package, whose facts are made ahead of time. */
export function markBuiltIn(stepTypes: readonly StepType[]): readonly StepType[] {
  for (const stepType of stepTypes) known.add(stepType);
  return stepTypes;
}

/** Whether a step type is one of the package's own, and not another of the same name. */
export function isBuiltIn(stepType: StepType): boolean {
  return known.has(stepType);
}
