import type { Catalogue } from '../catalogue.ts';
import { isJsonObject } from '../json.ts';
import { isBuiltIn } from '../step/built-in.ts';
import { isWrittenOpen } from '../step/setting-problem.ts';
import type { Effect, StepType } from '../step.ts';
import { builtInFacts } from './built-in-facts.ts';
import { plainFacts } from './plain-facts.ts';
import type { StepDirectory, StepFacts } from './step-facts.ts';

/**
 * The facts of a catalogue's step types, each made at its first use: those of the package are at hand, those of a project
 * are made from its schemas. `factsOf` throws `STEP_TYPE_INVALID` or `SCHEMA_EMPTY` for a type whose settings no known schema
 * describes, or are no object.
 */
export function directoryOf(catalogue: Catalogue): StepDirectory {
  const known = new Map<string, StepFacts | undefined>();
  return {
    names: catalogue.types.map(({ type }) => type),
    factsOf(type) {
      if (!known.has(type)) {
        const stepType = catalogue.get(type);
        known.set(type, stepType && (isBuiltIn(stepType) ? builtInFacts().factsOf(type) : factsFrom(stepType)));
      }
      return known.get(type);
    },
  };
}

/** The functions of a project's own step type were written for settings that fit; here they meet whatever is written. */
function factsFrom(stepType: StepType): StepFacts {
  return {
    ...plainFacts(stepType),
    effectOf: (config) => {
      const effect = tried(() => stepType.effectOf(config));
      return effect !== undefined && EFFECTS.has(effect) ? effect : 'write';
    },
    resultType: (config) => {
      const schema = tried(() => stepType.resultType(config));
      return isJsonObject(schema) ? schema : undefined;
    },
    problemsOf: (config) => tried(() => stepType.problemsOf(config, isWrittenOpen)) ?? [],
  };
}

const EFFECTS: ReadonlySet<Effect> = new Set(['none', 'read', 'write']);

function tried<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
