import type { Rule } from '../../rule.ts';

export const taxonomyRules: readonly Rule[] = [];
