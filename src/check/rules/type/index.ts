import type { Rule } from '../../rule.ts';

export const typeRules: readonly Rule[] = [];
