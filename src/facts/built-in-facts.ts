import { isJsonObject, type JsonObject } from '../json.ts';
import { stepBehaviours, type StepBehaviour } from '../operations/step-behaviours.ts';
import { isWrittenOpen } from '../step/setting-problem.ts';
import type { Effect } from '../step.ts';
import { BUILT_IN_DATA } from './built-in-data.ts';
import type { PlainFacts, StepDirectory, StepFacts } from './step-facts.ts';

/** One built-in step type in the generated data. */
export interface BuiltInEntry extends PlainFacts {
  /** Absent where the settings decide. */
  readonly effect?: Effect;
}

const known = new Map<string, StepFacts>();

const directory: StepDirectory = {
  names: Object.keys(BUILT_IN_DATA),
  factsOf(type) {
    let facts = known.get(type);
    if (facts === undefined && Object.hasOwn(BUILT_IN_DATA, type)) {
      facts = factsFrom(JSON.parse(BUILT_IN_DATA[type]!) as BuiltInEntry);
      known.set(type, facts);
    }
    return facts;
  },
};

/** The facts of the step types that come with the package, without loading the step types: made ahead of time, read at first use. */
export function builtInFacts(): StepDirectory {
  return directory;
}

const behaviours: Readonly<Record<string, StepBehaviour>> = stepBehaviours;

function factsFrom({ effect = 'write', ...plain }: BuiltInEntry): StepFacts {
  const behaviour = Object.hasOwn(behaviours, plain.type) ? behaviours[plain.type]! : {};
  return {
    ...plain,
    session: plain.session,
    effectOf: (config) => behaviour.effect?.(asSettings(config)) ?? effect,
    resultType: (config) => behaviour.resultType?.(asSettings(config)),
    problemsOf: (config) => behaviour.problemsOf?.(asSettings(config), isWrittenOpen) ?? [],
  };
}

function asSettings(config: JsonObject): JsonObject {
  return isJsonObject(config) ? config : {};
}
