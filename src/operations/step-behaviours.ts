import type { JsonObject } from '../json.ts';
import type { Effect, IsOpen, SettingProblem } from '../step.ts';
import { answerType } from './answer-type.ts';
import { browserEffect, browserProblems, browserType } from './browser-action-facts.ts';
import { directusEffect, directusProblems, directusType } from './directus-operations.ts';
import { extractType } from './extract-type.ts';
import { extractProblems, formatProblems } from './format.ts';
import { httpEffect, httpProblems } from './http-behaviour.ts';
import { createdType, readType, rowsType, updatedType } from './item-type.ts';
import { loopProblems, loopType, parallelType } from './loop-behaviour.ts';
import { ollamaProblems, ollamaType } from './ollama-operations.ts';
import { readProblems } from './read-problems.ts';
import { transformProblems, transformType } from './transform-behaviour.ts';

/** What of a step type is a function of its settings, under the names of `StepDefinition`. */
export interface StepBehaviour {
  readonly effect?: (config: JsonObject) => Effect;
  readonly resultType?: (config: JsonObject) => JsonObject | undefined;
  readonly problemsOf?: (config: JsonObject, isOpen: IsOpen) => readonly SettingProblem[];
}

const http = { effect: httpEffect, problemsOf: httpProblems };
const extract = { resultType: extractType, problemsOf: extractProblems };

/**
 * By step type; absent where everything is the same whatever the settings are. Both the step types and the linter take them
 * from here, and the linter must start before a schema library could be loaded: nothing here may import one.
 */
export const stepBehaviours = {
  directus_read: { resultType: readType, problemsOf: readProblems },
  directus_write: { resultType: createdType },
  directus_update: { resultType: updatedType },
  directus_search: { resultType: rowsType },
  stagehand_extract: extract,
  stagehand_extract_cached: extract,
  ollama_generate: { resultType: (config: JsonObject) => answerType(config, false), problemsOf: formatProblems },
  ollama_chat: { resultType: (config: JsonObject) => answerType(config, true), problemsOf: formatProblems },
  http_request: http,
  directus: { effect: directusEffect, resultType: directusType, problemsOf: directusProblems },
  ollama: { resultType: ollamaType, problemsOf: ollamaProblems },
  stagehand: { effect: browserEffect, resultType: browserType, problemsOf: browserProblems },
  http,
  transform: { resultType: transformType, problemsOf: transformProblems },
  loop: { resultType: loopType, problemsOf: loopProblems },
  parallel: { resultType: parallelType },
} as const satisfies Record<string, StepBehaviour>;
