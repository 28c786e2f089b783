import type { Rule } from '../../rule.ts';
import { promptParamDrift } from './param-drift.ts';
import { promptUnknownAction } from './unknown-action.ts';

/** Rules that compare a system prompt with the flows; see `createProjectCheck`. */
export const promptRules: readonly Rule[] = [promptUnknownAction, promptParamDrift];
