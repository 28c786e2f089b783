import type { JsonObject } from '../json.ts';
import type { StepType } from '../step.ts';
import type { PlainFacts } from './step-facts.ts';

/** What a step type says about itself, but for its functions. Throws `STEP_TYPE_INVALID` or `SCHEMA_EMPTY` for schemas of another kind. */
export function plainFacts(stepType: StepType): PlainFacts {
  const { type, dialect, summary, needs, isPure, absence, timeout, session, taint, rawSettings, example } = stepType;
  return {
    type,
    dialect,
    summary,
    needs,
    isPure,
    absence,
    timeout,
    session,
    taint,
    rawSettings,
    settings: stepType.settingsSchema,
    result: stepType.resultSchema,
    example: example as JsonObject,
  };
}
