import { GenieError } from '../errors.ts';
import type { StepDirectory } from './step-facts.ts';

/** The step types of two directories as one; those of the first come first. Throws `STEP_TYPE_DUPLICATE` when a name is in both. */
export function joinFacts(first: StepDirectory, second: StepDirectory): StepDirectory {
  const names = new Set(first.names);
  const duplicate = second.names.find((name) => names.has(name));
  if (duplicate !== undefined) {
    throw new GenieError('STEP_TYPE_DUPLICATE', `The step type "${duplicate}" is defined twice`);
  }
  return {
    names: [...first.names, ...second.names],
    factsOf: (type) => first.factsOf(type) ?? second.factsOf(type),
  };
}
