import type { Rule } from '../rule.ts';
import { directusRules } from './directus/index.ts';
import { flowRules } from './flow/index.ts';
import { jsonRules } from './json/index.ts';
import { lintRules } from './lint/index.ts';
import { ollamaRules } from './ollama/index.ts';
import { promptRules } from './prompt/index.ts';
import { projectRules } from './project/index.ts';
import { queueRules } from './queue/index.ts';
import { refRules } from './ref/index.ts';
import { secRules } from './sec/index.ts';
import { stagehandRules } from './stagehand/index.ts';
import { stepRules } from './step/index.ts';
import { taxonomyRules } from './taxonomy/index.ts';
import { timeRules } from './time/index.ts';
import { typeRules } from './type/index.ts';

/**
 * All rules. Where two of them could report one mistake, the first one does. The last ones look at several documents, or
 * at what the others found.
 */
export const RULES: readonly Rule[] = [
  ...jsonRules,
  ...flowRules,
  ...stepRules,
  ...refRules,
  ...typeRules,
  ...directusRules,
  ...ollamaRules,
  ...stagehandRules,
  ...taxonomyRules,
  ...queueRules,
  ...timeRules,
  ...secRules,
  ...projectRules,
  ...promptRules,
  ...lintRules,
];
