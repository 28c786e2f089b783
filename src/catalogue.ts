import { GenieError } from './errors.ts';
import { nearestName } from './nearest-name.ts';
import type { StepType } from './step.ts';

/** The step types that a project knows. A value that is passed in: users add their own. */
export interface Catalogue {
  get(type: string): StepType | undefined;
  /** In the order in which they were given. */
  readonly types: readonly StepType[];
  /** The known type that a misspelt one most likely means. */
  suggest(type: string): string | undefined;
}

/** Joins the built-in types with a project's own. Throws `STEP_TYPE_DUPLICATE` when a name is taken. */
export function createCatalogue(builtIn: readonly StepType[], extra: readonly StepType[] = []): Catalogue {
  const byType = new Map<string, StepType>();
  for (const stepType of [...builtIn, ...extra]) {
    if (byType.has(stepType.type)) {
      throw new GenieError('STEP_TYPE_DUPLICATE', `The step type "${stepType.type}" is defined twice`);
    }
    byType.set(stepType.type, stepType);
  }
  return {
    get: (type) => byType.get(type),
    types: [...byType.values()],
    suggest: (type) => nearestName(type, byType.keys()),
  };
}
