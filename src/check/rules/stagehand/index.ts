import type { Rule } from '../../rule.ts';

export const stagehandRules: readonly Rule[] = [];
