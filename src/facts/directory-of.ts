import { z } from 'zod';
import type { Catalogue } from '../catalogue.ts';
import type { JsonObject } from '../json.ts';
import type { StepType } from '../step.ts';
import type { StepDirectory, StepFacts } from './step-facts.ts';

/** The facts of a catalogue's step types, each made at its first use. */
export function directoryOf(catalogue: Catalogue): StepDirectory {
  const known = new Map<string, StepFacts | undefined>();
  return {
    names: catalogue.types.map(({ type }) => type),
    factsOf(type) {
      if (!known.has(type)) {
        const stepType = catalogue.get(type);
        known.set(type, stepType && factsFrom(stepType));
      }
      return known.get(type);
    },
  };
}

function factsFrom(stepType: StepType): StepFacts {
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
    settings: schemaOf(stepType.config, 'input'),
    result: schemaOf(stepType.result, 'output'),
    example: example as JsonObject,
    effectOf: (config) => stepType.effectOf(config),
    resultType: (config) => stepType.resultType(config),
    problemsOf: () => [],
  };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonObject;
}
