import type { Rule } from '../../rule.ts';

export const jsonRules: readonly Rule[] = [];
